package org.triageledger.work;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.triageledger.mailbox.AccessToken;
import org.triageledger.mailbox.MailboxAccount;
import org.triageledger.mailbox.MailboxWatcher;
import org.triageledger.mailbox.Security;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.SightingStore;
import org.triageledger.store.SourceStore;

/** Watches the configured mailboxes, each on a thread of its own, for as long as the service runs. */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final LedgerConfig config;
    private final SightingStore sightings;
    private final SourceStore sources;
    private final Quarantine quarantine;
    private final Profiles profiles;
    private final Keys keys;
    private final Returns returns;
    private final Clock clock;
    private final List<MailboxWatcher> watchers = new ArrayList<>();

    Watch(
            LedgerConfig config,
            SightingStore sightings,
            SourceStore sources,
            Quarantine quarantine,
            Profiles profiles,
            Keys keys,
            Returns returns,
            Clock clock) {
        this.config = config;
        this.sightings = sightings;
        this.sources = sources;
        this.quarantine = quarantine;
        this.profiles = profiles;
        this.keys = keys;
        this.returns = returns;
        this.clock = clock;
    }

    /** Starts all watchers. A mailbox whose settings are wrong says so in log and page, and the others go on. */
    public synchronized void start() {
        if (config.mailboxes().isEmpty()) {
            LOG.info("no mailbox is configured (ledger.mailboxes.NAME.host): serving what was imported");
        }
        Quarantine.Replayed replayed = quarantine.replayAfterUpgrade();
        if (replayed.tried() > 0) {
            LOG.infof(
                    "this version of the reader read %d of %d messages from the quarantine",
                    replayed.read(), replayed.tried());
        }
        config.mailboxes().forEach(this::start);
    }

    void stop(@Observes ShutdownEvent event) {
        watchers.forEach(MailboxWatcher::close);
        watchers.clear();
    }

    private void start(String name, LedgerConfig.Mailbox mailbox) {
        long sourceId = QuarkusTransaction.requiringNew().call(() -> sources.ensure(name, "mailbox"));
        try {
            MailboxAccount account = account(name, mailbox);
            Ingest ingest = new Ingest(
                    profiles.of(name, mailbox), new MailReader(Limits.DEFAULT), keys.vault(), config.keepSubjects());
            LiveMail intake = new LiveMail(
                    sourceId, ingest, mailbox.completeSince(), sightings, sources, quarantine, returns, clock);
            MailboxWatcher watcher = new MailboxWatcher(account, intake, clock);
            watchers.add(watcher);
            Thread.ofVirtual().name("mailbox " + name).start(watcher);
        } catch (IllegalArgumentException e) {
            String line = "mailbox '" + name + "' is not watched: " + e.getMessage();
            LOG.error(line);
            QuarkusTransaction.requiringNew().run(() -> sources.trouble(sourceId, line));
        }
    }

    private MailboxAccount account(String name, LedgerConfig.Mailbox mailbox) {
        Security security = switch (mailbox.security().toLowerCase(Locale.ROOT)) {
            case "tls" -> Security.TLS;
            case "starttls" -> Security.STARTTLS;
            case "plain" -> mailbox.allowPlain() ? Security.INSECURE : Security.PLAIN;
            default ->
                throw new IllegalArgumentException(
                        "ledger.mailboxes." + name + ".security must be tls, starttls or plain");
        };
        int port = mailbox.port().orElse(security == Security.TLS ? 993 : 143);
        MailboxAccount.Rhythm rhythm = new MailboxAccount.Rhythm(
                MailboxAccount.Rhythm.DEFAULT.idleRenewal(), mailbox.poll(), MailboxAccount.Rhythm.DEFAULT.timeout());
        return new MailboxAccount(
                name,
                new MailboxAccount.Server(mailbox.host(), port, security, mailbox.authority()),
                login(name, mailbox),
                mailbox.folder(),
                rhythm,
                MailboxAccount.Limits.DEFAULT);
    }

    private MailboxAccount.Login login(String name, LedgerConfig.Mailbox mailbox) {
        return mailbox.oauth2()
                .map(oauth2 -> new MailboxAccount.Login(
                        mailbox.user(),
                        MailboxAccount.Login.Kind.OAUTH2,
                        new AccessToken(
                                oauth2.tokenEndpoint(),
                                oauth2.clientId(),
                                oauth2.clientSecretFile(),
                                oauth2.refreshTokenFile(),
                                oauth2.scope(),
                                clock)))
                .orElseGet(() -> new MailboxAccount.Login(
                        mailbox.user(), MailboxAccount.Login.Kind.PASSWORD, secret(name, mailbox)));
    }

    /** A password file is read at each sign-in, so that a changed one is used without a restart. */
    private static Supplier<String> secret(String name, LedgerConfig.Mailbox mailbox) {
        if (mailbox.passwordFile().isPresent()) {
            Path file = mailbox.passwordFile().get();
            return () -> {
                try {
                    return Files.readString(file).lines().findFirst().orElse("");
                } catch (IOException e) {
                    throw new IllegalStateException("the password file cannot be read");
                }
            };
        }
        Optional<String> password = mailbox.password();
        if (password.isEmpty()) {
            throw new IllegalArgumentException(
                    "set ledger.mailboxes." + name + ".password-file (or .password) to its password");
        }
        return password::get;
    }
}
