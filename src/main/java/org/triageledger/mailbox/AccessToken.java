package org.triageledger.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An access token for XOAUTH2, had for a refresh token (RFC 6749 §6) or, without one, for the client's own secret (§4.4), and used
 * until shortly before it ends. A server may give a new refresh token each time and refuse the old one from then on: the new one
 * replaces it in its file, or, where that cannot be written, in memory until the file is changed. Throws an {@link
 * IllegalStateException} with a line of our own where no access token can be had. Used by one thread at a time.
 */
public final class AccessToken implements Supplier<String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final URI endpoint;
    private final String clientId;
    private final Optional<Path> clientSecret;
    private final Optional<Path> refreshToken;
    private final Optional<String> scope;
    private final Clock clock;

    private String token = "";
    private Instant usableUntil = Instant.MIN;

    /** The refresh token that is used in place of the one that the file holds, as long as the file holds that one. */
    private Optional<Replaced> replaced = Optional.empty();

    private record Replaced(String inFile, String used) {}

    /**
     * @param endpoint https, or http on this machine
     * @param clientSecret a file whose first line it is
     * @param refreshToken a file whose first line it is; read whenever a token is asked for, so that it can be changed. Without it the
     *     client asks in its own name, as a service account does
     * @throws IllegalArgumentException for an endpoint that is no address, or would send the secret readable, and where there is neither
     *     a refresh token nor a secret
     */
    public AccessToken(
            String endpoint,
            String clientId,
            Optional<Path> clientSecret,
            Optional<Path> refreshToken,
            Optional<String> scope,
            Clock clock) {
        this.endpoint = URI.create(endpoint);
        String host = String.valueOf(this.endpoint.getHost());
        if (!"https".equalsIgnoreCase(this.endpoint.getScheme()) && !host.matches("localhost|127(\\.\\d+){3}")) {
            throw new IllegalArgumentException("oauth2.token-endpoint must begin with https://");
        }
        if (refreshToken.isEmpty() && clientSecret.isEmpty()) {
            throw new IllegalArgumentException("set oauth2.refresh-token-file, or oauth2.client-secret-file");
        }
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.refreshToken = refreshToken;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public String get() {
        if (!clock.instant().isBefore(usableUntil)) {
            renew();
        }
        return token;
    }

    /** Asks for a new token next time: the server refused this one, which may have been taken back before its end. */
    public void forget() {
        usableUntil = Instant.MIN;
    }

    private void renew() {
        Optional<String> inFile = refreshToken.map(file -> firstLine(file, "the file with the refresh token"));
        Optional<String> refresh = inFile.map(this::current);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", refresh.isPresent() ? "refresh_token" : "client_credentials");
        form.put("client_id", clientId);
        clientSecret.ifPresent(file -> form.put("client_secret", firstLine(file, "the file with the client's secret")));
        refresh.ifPresent(value -> form.put("refresh_token", value));
        scope.ifPresent(value -> form.put("scope", value));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the token endpoint answers with status " + response.statusCode());
            }
            JsonNode answer = JSON.readTree(response.body());
            if (answer.path("access_token").asText("").isEmpty()) {
                throw new IllegalStateException("the token endpoint gives no access token");
            }
            token = answer.path("access_token").asText();
            Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(USUAL_LIFE.toSeconds()));
            usableUntil = clock.instant().plus(life).minus(EARLY);
            String next = answer.path("refresh_token").asText("").strip();
            if (refresh.isPresent() && !next.isEmpty() && !next.equals(refresh.get())) {
                replace(inFile.get(), next);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the token endpoint cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private String current(String inFile) {
        return replaced.filter(token -> token.inFile().equals(inFile))
                .map(Replaced::used)
                .orElse(inFile);
    }

    /** The file is replaced as a whole, so that no reader sees half of it, and keeps who may read it. */
    private void replace(String inFile, String next) {
        replaced = Optional.of(new Replaced(inFile, next));
        Path file = refreshToken.orElseThrow();
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(0, next);
            Path whole = file.toRealPath();
            Path written = Files.createTempFile(Objects.requireNonNull(whole.getParent()), ".refresh-token", "");
            try {
                Files.write(written, lines);
                PosixFileAttributeView access = Files.getFileAttributeView(whole, PosixFileAttributeView.class);
                if (access != null) {
                    Files.setPosixFilePermissions(
                            written, access.readAttributes().permissions());
                }
                Files.move(written, whole, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException | UnsupportedOperationException | IndexOutOfBoundsException cannotBeWritten) {
            // a file that is mounted for reading alone: the new token is held in memory
        }
    }

    private static String firstLine(Path file, String what) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new IllegalStateException(what + " cannot be read", e);
        }
    }
}
