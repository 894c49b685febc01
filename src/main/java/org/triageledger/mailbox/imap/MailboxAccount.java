package org.triageledger.mailbox.imap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One folder of one mailbox, and how to read it.
 *
 * @param name of the source; stands in places, log lines and pages
 * @param folder as people write it, such as {@code INBOX} or {@code Archiv/Märkte}
 */
public record MailboxAccount(String name, Server server, Login login, String folder, Rhythm rhythm, Limits limits) {
    public MailboxAccount {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a mailbox needs a name");
        }
        if (folder.isBlank()) {
            throw new IllegalArgumentException("mailbox '" + name + "' needs a folder, such as INBOX");
        }
    }

    /** Shows neither user nor secret. */
    @Override
    public String toString() {
        return "mailbox '" + name + "' at " + server.host() + ":" + server.port();
    }

    /**
     * @param authority a PEM file of certificates to trust in place of the Java runtime's
     */
    public record Server(String host, int port, Security security, Optional<Path> authority) {
        public Server {
            if (host.isBlank()) {
                throw new IllegalArgumentException("a mailbox needs the host of its IMAP server");
            }
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
            }
            if (security == Security.PLAIN && !loopback(host)) {
                throw new IllegalArgumentException("the connection to " + host
                        + " would be readable by others: set security to tls or starttls, or allow-plain to true");
            }
        }

        public Server(String host, int port, Security security) {
            this(host, port, security, Optional.empty());
        }

        /** Judged by the text alone: a name that resolves to loopback today may not do so tomorrow. */
        private static boolean loopback(String host) {
            String plain = host.toLowerCase(Locale.ROOT);
            return plain.equals("localhost")
                    || plain.equals("::1")
                    || plain.equals("[::1]")
                    || plain.matches("127(\\.\\d{1,3}){3}");
        }
    }

    /**
     * @param secret asked at each sign-in, so that a changed password or a renewed token is used without a restart; may throw
     * @param refused run when the server does not take the secret
     */
    public record Login(String user, Kind kind, Supplier<String> secret, Runnable refused) {
        public Login(String user, Kind kind, Supplier<String> secret) {
            this(user, kind, secret, () -> {});
        }

        /** What the secret is. */
        public enum Kind {
            PASSWORD,
            /** An access token, sent by XOAUTH2. */
            OAUTH2
        }

        /** Shows neither user nor secret. */
        @Override
        public String toString() {
            return "login by " + kind;
        }
    }

    /**
     * @param idleRenewal how long IDLE runs before it is ended, a full look is taken and it begins again: the safety net below
     *     push, and what finds a dead connection. At most 29 minutes (RFC 2177 §3)
     * @param poll the time between two looks where the server offers no IDLE
     * @param timeout for connecting, for each silence of the server while it owes an answer, and a tenth of the time an answer
     *     may take altogether
     */
    public record Rhythm(Duration idleRenewal, Duration poll, Duration timeout) {
        private static final Duration LONGEST_IDLE = Duration.ofMinutes(29);

        public static final Rhythm DEFAULT =
                new Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(60));

        public Rhythm {
            if (!idleRenewal.isPositive() || !poll.isPositive() || !timeout.isPositive()) {
                throw new IllegalArgumentException("idle renewal, poll and time-out must be longer than nothing");
            }
            if (idleRenewal.compareTo(LONGEST_IDLE) > 0) {
                throw new IllegalArgumentException(
                        "idle renewal must be 29 minutes or less: servers hang up after 30 (RFC 2177)");
            }
        }
    }

    /**
     * What is held in memory at a time.
     *
     * @param batchCount the most messages handed over in one batch
     * @param batchBytes a batch is handed over as soon as it holds this many bytes
     * @param messageCap bytes read of a message; of a larger one only its beginning
     */
    public record Limits(int batchCount, long batchBytes, int messageCap) {
        public static final Limits DEFAULT = new Limits(200, 16L << 20, 8 << 20);

        public Limits {
            if (batchCount < 1 || batchBytes < 1 || messageCap < 1) {
                throw new IllegalArgumentException("batch count, batch bytes and message cap must be at least 1");
            }
        }
    }
}
