package org.triageledger.notify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The SMTP server that takes our mail, and the address it comes from.
 *
 * @param authority a PEM file of certificates to trust in place of the Java runtime's
 * @param loop the value of our own header {@code X-Triage-Ledger}, by which the reader knows its own mail
 */
public record PostOffice(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        Optional<Path> authority,
        String fromName,
        String fromAddress,
        String loop,
        Duration timeout) {
    /** How the connection is kept from other eyes. */
    public enum Security {
        TLS,
        STARTTLS,
        /** For loopback addresses only. */
        PLAIN;
    }

    /** @param secret asked at each sign-in */
    public record Login(String user, Supplier<String> secret) {
        /** Shows neither user nor secret. */
        @Override
        public String toString() {
            return "login";
        }
    }

    public PostOffice {
        if (host.isBlank()) {
            throw new IllegalArgumentException("ledger.smtp.host is empty: name the SMTP server");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("ledger.smtp.port is not between 1 and 65535");
        }
        if (security == Security.PLAIN && !loopback(host)) {
            throw new IllegalArgumentException(
                    "ledger.smtp.security=plain is for loopback addresses only: use tls or starttls");
        }
        if (!fromAddress.matches("[^@\\s<>]+@[^@\\s<>]+")) {
            throw new IllegalArgumentException("ledger.smtp.from is no mail address");
        }
    }

    /** The domain of the address mail comes from. */
    public String domain() {
        return fromAddress.substring(fromAddress.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean loopback(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return plain.equals("localhost") || plain.equals("::1") || plain.matches("127(\\.\\d{1,3}){3}");
    }
}
