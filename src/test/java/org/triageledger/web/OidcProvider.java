package org.triageledger.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small provider of OpenID Connect on this machine: discovery, keys, the authorization code flow, signed ID tokens (RS256). */
final class OidcProvider implements AutoCloseable {
    static final String CLIENT = "triage-ledger";
    private static final String SECRET = "a secret of the client that is long enough";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Settings are read before tests are, and by another class loader: the system keeps what both must know. */
    private static final String PORT = "triage-ledger.test.oidc-port";

    private final HttpServer server;
    private final KeyPair key = pair();
    private final KeyPair another = pair();
    private final Map<String, String> nonces = new HashMap<>();
    private volatile Map<String, Object> claims = Map.of();
    private volatile String lie = "";
    private volatile boolean refuses;
    private volatile String asked = "";

    private OidcProvider(HttpServer server) {
        this.server = server;
    }

    static OidcProvider start() {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port())), 0);
            OidcProvider provider = new OidcProvider(server);
            server.createContext("/.well-known/openid-configuration", provider::discovery);
            server.createContext("/keys", provider::keys);
            server.createContext("/authorize", provider::authorize);
            server.createContext("/token", provider::token);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free when it was first asked for. */
    private static synchronized String port() {
        if (System.getProperty(PORT) == null) {
            try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
                System.setProperty(PORT, String.valueOf(socket.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.getProperty(PORT);
    }

    static String address() {
        return "http://127.0.0.1:" + port();
    }

    static Path secretFile() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "oidc"));
            return Files.writeString(folder.resolve("client.secret"), SECRET + "\n")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says of the next person who comes; null is left out. */
    void says(@Nullable String login, @Nullable String mail, @Nullable String verified) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("sub", "1234");
        said.put("roles", List.of("admin"));
        said.put("groups", List.of("admin"));
        if (login != null) {
            said.put("preferred_username", login);
        }
        if (mail != null) {
            said.put("email", mail);
        }
        if (verified != null) {
            said.put("email_verified", Boolean.valueOf(verified));
        }
        claims = said;
    }

    /** @param what is wrong with its ID tokens: {@code key}, {@code audience}, {@code issuer}, {@code expired}, {@code nonce}, or nothing */
    void lies(String what) {
        lie = what;
    }

    void refuses(boolean now) {
        refuses = now;
    }

    /** The query of the last request for a sign-in. */
    String asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void discovery(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                Map.of(
                        "issuer", address(),
                        "authorization_endpoint", address() + "/authorize",
                        "token_endpoint", address() + "/token",
                        "jwks_uri", address() + "/keys",
                        "response_types_supported", List.of("code"),
                        "subject_types_supported", List.of("public"),
                        "id_token_signing_alg_values_supported", List.of("RS256")));
    }

    private void keys(HttpExchange exchange) throws IOException {
        RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
        answer(
                exchange,
                200,
                Map.of(
                        "keys",
                        List.of(Map.of(
                                "kty", "RSA",
                                "use", "sig",
                                "alg", "RS256",
                                "kid", "one",
                                "n", base64(unsigned(rsa.getModulus())),
                                "e", base64(unsigned(rsa.getPublicExponent()))))));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        asked = exchange.getRequestURI().getRawQuery();
        Map<String, String> query = fields(asked);
        String code = "code-" + nonces.size();
        nonces.put(code, Objects.requireNonNull(query.get("nonce")));
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        query.get("redirect_uri") + "?state=" + query.get("state")
                                + (refuses ? "&error=access_denied" : "&code=" + code));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        String nonce = nonces.remove(form.getOrDefault("code", ""));
        if (nonce == null
                || form.get("code_verifier") == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        answer(
                exchange,
                200,
                Map.of(
                        "access_token",
                        "opaque",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(nonce)));
    }

    private String idToken(String nonce) throws JsonProcessingException {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("iss", lie.equals("issuer") ? "https://elsewhere.example" : address());
        all.put("aud", lie.equals("audience") ? "another" : CLIENT);
        all.put("iat", now - 600);
        all.put("exp", lie.equals("expired") ? now - 300 : now + 300);
        all.put("nonce", lie.equals("nonce") ? "another" : nonce);
        String text = base64(JSON.writeValueAsBytes(Map.of("alg", "RS256", "typ", "JWT", "kid", "one"))) + "."
                + base64(JSON.writeValueAsBytes(all));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((lie.equals("key") ? another : key).getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
