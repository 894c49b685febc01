package org.triageledger.work.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.triageledger.work.Refusal;

/** The settings under {@code ledger.webhooks}, checked. */
public final class WebhookSettings {
    /** What a webhook can be told of. */
    public static final Set<String> EVENTS = Set.of("finding", "verdict", "review");

    private static final int SHORTEST_SECRET = 16;

    private WebhookSettings() {}

    /** What is wrong, for people, without any value; empty where nothing is. */
    static Optional<String> problem(Map<String, LedgerConfig.Webhook> hooks) {
        return hooks.entrySet().stream()
                .flatMap(each -> problem("ledger.webhooks." + each.getKey(), each.getKey(), each.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> problem(String name, String hook, LedgerConfig.Webhook settings) {
        return Stream.<Optional<String>>of(
                        unless(hook.matches("[A-Za-z0-9_-]{1,50}"), name + ": name it by letters, digits, - and _"),
                        unless(
                                isAddress(settings.url()),
                                name
                                        + ".url must be an https address without a name and password; http only for this machine"),
                        unless(
                                settings.secret().isPresent()
                                        || settings.secretFile().isPresent(),
                                name + " needs .secret-file or .secret"),
                        unless(
                                settings.secret()
                                        .map(secret -> secret.length() >= SHORTEST_SECRET)
                                        .orElse(true),
                                name + ".secret must have at least " + SHORTEST_SECRET + " characters"),
                        unless(
                                EVENTS.containsAll(settings.events()),
                                name + ".events can be "
                                        + String.join(
                                                ", ", EVENTS.stream().sorted().toList())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * That of the file, where both are set.
     *
     * @throws Refusal where the file with the secret cannot be read, or holds too short a one
     */
    public static String secret(String hook, LedgerConfig.Webhook settings) {
        if (settings.secretFile().isEmpty()) {
            return settings.secret().orElse("");
        }
        String secret = firstLine(settings.secretFile().get());
        if (secret.length() < SHORTEST_SECRET) {
            throw new Refusal(
                    "ledger.webhooks." + hook + ".secret-file cannot be read, or its first line has less than "
                            + SHORTEST_SECRET + " characters");
        }
        return secret;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            boolean local = uri.getHost() != null && uri.getHost().matches("localhost|127(\\.\\d+){3}|\\[::1]");
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || local && "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> unless(boolean fine, String problem) {
        return fine ? Optional.empty() : Optional.of(problem);
    }
}
