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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An access token for XOAUTH2, had for a refresh token (RFC 6749 §6) and used until shortly before it ends. Throws an {@link
 * IllegalStateException} with a line of our own where none can be had. Used by one thread at a time.
 */
public final class AccessToken implements Supplier<String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final URI endpoint;
    private final String clientId;
    private final Optional<Path> clientSecret;
    private final Path refreshToken;
    private final Optional<String> scope;
    private final Clock clock;

    private String token = "";
    private Instant usableUntil = Instant.MIN;

    /**
     * @param endpoint https, or http on this machine
     * @param clientSecret a file whose first line it is
     * @param refreshToken a file whose first line it is; read whenever a token is asked for, so that it can be changed
     * @throws IllegalArgumentException for an endpoint that is no address, or would send the secret readable
     */
    public AccessToken(
            String endpoint,
            String clientId,
            Optional<Path> clientSecret,
            Path refreshToken,
            Optional<String> scope,
            Clock clock) {
        this.endpoint = URI.create(endpoint);
        String host = String.valueOf(this.endpoint.getHost());
        if (!"https".equalsIgnoreCase(this.endpoint.getScheme()) && !host.matches("localhost|127(\\.\\d+){3}")) {
            throw new IllegalArgumentException("oauth2.token-endpoint must begin with https://");
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
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", clientId);
        clientSecret.ifPresent(file -> form.put("client_secret", firstLine(file, "the file with the client's secret")));
        form.put("refresh_token", firstLine(refreshToken, "the file with the refresh token"));
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
        } catch (IOException e) {
            throw new IllegalStateException("the token endpoint cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
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
