package org.triageledger.work.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.triageledger.notify.Post;
import org.triageledger.notify.PostOffice;
import org.triageledger.work.Refusal;

/** How our own mail is sent, from the settings under {@code ledger.smtp}. */
@ApplicationScoped
public class MailSettings {
    private static final String NO_DOMAIN = "triage-ledger.invalid";

    private final LedgerConfig config;

    MailSettings(LedgerConfig config) {
        this.config = config;
    }

    /** Empty where no SMTP server is configured: then nothing is ever sent. */
    public Optional<Post> post() {
        return config.smtp().host().map(host -> new Post(office(host)));
    }

    public String domain() {
        return config.smtp().host().map(host -> office(host).domain()).orElse(NO_DOMAIN);
    }

    public int mostAtOnce() {
        return config.smtp().mostAMinute();
    }

    private PostOffice office(String host) {
        LedgerConfig.Smtp smtp = config.smtp();
        PostOffice.Security security = switch (smtp.security().toLowerCase(Locale.ROOT)) {
            case "tls" -> PostOffice.Security.TLS;
            case "starttls" -> PostOffice.Security.STARTTLS;
            case "plain" -> PostOffice.Security.PLAIN;
            default -> throw new Refusal("ledger.smtp.security must be tls, starttls or plain");
        };
        int port = smtp.port()
                .orElse(
                        switch (security) {
                            case TLS -> 465;
                            case STARTTLS -> 587;
                            case PLAIN -> 25;
                        });
        try {
            return new PostOffice(
                    host,
                    port,
                    security,
                    smtp.user().map(user -> new PostOffice.Login(user, this::password)),
                    smtp.authority(),
                    "Triage Ledger",
                    smtp.from().orElseThrow(() -> new Refusal("set ledger.smtp.from to the address mail comes from")),
                    "1",
                    Duration.ofSeconds(30));
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    private String password() {
        return config.smtp()
                .passwordFile()
                .map(file -> {
                    try {
                        return Files.readString(file).lines().findFirst().orElse("");
                    } catch (IOException e) {
                        throw new IllegalStateException("the password file cannot be read");
                    }
                })
                .or(() -> config.smtp().password())
                .orElse("");
    }
}
