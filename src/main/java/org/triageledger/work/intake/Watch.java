package org.triageledger.work.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.triageledger.mailbox.AccessToken;
import org.triageledger.mailbox.MailboxWatcher;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.Security;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.DatabaseClock;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.post.Returns;

/** Watches the configured mailboxes, each on a thread of its own, for as long as the service runs; of several nodes, one does. */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final LedgerConfig config;
    private final MessageCopyStore sightings;
    private final SourceStore sources;
    private final DatabaseClock time;
    private final Quarantine quarantine;
    private final Profiles profiles;
    private final Keys keys;
    private final ErasedPeople erased;
    private final Returns returns;
    private final Clock clock;
    private final int port;
    private final List<MailboxLease> shifts = new ArrayList<>();

    Watch(
            LedgerConfig config,
            MessageCopyStore sightings,
            SourceStore sources,
            DatabaseClock time,
            Quarantine quarantine,
            Profiles profiles,
            Keys keys,
            ErasedPeople erased,
            Returns returns,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.sightings = sightings;
        this.sources = sources;
        this.time = time;
        this.quarantine = quarantine;
        this.profiles = profiles;
        this.keys = keys;
        this.erased = erased;
        this.returns = returns;
        this.clock = clock;
        this.port = port;
    }

    /**
     * Starts all watchers. A mailbox whose settings are wrong says so in log and page, and the others go on.
     *
     * @throws Refusal where the key is missing or is that of another ledger
     */
    public synchronized void start() {
        keys.ensure(); // with the key of another ledger nothing is begun
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

    /**
     * Looks at a mailbox now, and does not wait for the server to say that mail has come, or for the next attempt.
     *
     * @throws Refusal where this node watches no mailbox of that name
     */
    public synchronized void lookNow(String name) {
        if (shifts.stream().filter(shift -> shift.name().equals(name)).noneMatch(MailboxLease::lookNow)) {
            throw new Refusal(
                    "this node does not watch a mailbox of that name: another node may, or its settings are wrong");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        shifts.forEach(MailboxLease::close);
        shifts.clear();
    }

    private void start(String name, LedgerConfig.Mailbox mailbox) {
        long sourceId = QuarkusTransaction.requiringNew()
                .call(() -> sources.ensure(
                                name,
                                SourceOrigin.MAILBOX,
                                mailbox.kind().equals(SourceKind.ANNOUNCEMENTS.word())
                                        ? mailbox.kind()
                                        : SourceKind.MAIL.word())
                        .orElseGet(() -> sources.ensure(name, SourceOrigin.MAILBOX)));
        try {
            SourceKind kind = SourceKind.asked("ledger.mailboxes." + name + ".kind", mailbox.kind());
            if (QuarkusTransaction.requiringNew()
                    .call(() -> sources.ensure(name, SourceOrigin.MAILBOX, kind.word()))
                    .isEmpty()) {
                throw new Refusal(
                        "it was read as another kind before: give it another name to read it as " + kind.word());
            }
            MailboxAccount account = account(name, mailbox);
            Ingest ingest = new Ingest(
                    profiles.of(name, mailbox),
                    new MailReader(Limits.DEFAULT),
                    keys.vault(),
                    config.keepSubjects(),
                    kind,
                    erased::known);
            Supplier<MailboxWatcher> watchers = () -> new MailboxWatcher(
                    account,
                    new LiveMail(
                            sourceId, ingest, mailbox.completeSince(), sightings, sources, quarantine, returns, clock),
                    clock);
            MailboxLease shift = new MailboxLease(name, sourceId, node(), sources, time, watchers, clock);
            shifts.add(shift);
            shift.start();
        } catch (IllegalArgumentException | Refusal e) {
            String line = "mailbox '" + name + "' is not watched: " + e.getMessage();
            LOG.error(line);
            QuarkusTransaction.requiringNew().run(() -> sources.trouble(sourceId, line));
        }
    }

    /** This host and the port of its pages: both are the same again after a crash, and no other node has both. */
    private String node() {
        return config.node().orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName() + ":" + port;
            } catch (UnknownHostException e) {
                return "localhost:" + port;
            }
        });
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
                sooner(MailboxAccount.Rhythm.DEFAULT.idleRenewal()),
                sooner(mailbox.poll()),
                MailboxAccount.Rhythm.DEFAULT.timeout());
        return new MailboxAccount(
                name,
                new MailboxAccount.Server(mailbox.host(), port, security, mailbox.authority()),
                login(name, mailbox),
                mailbox.folder(),
                rhythm,
                MailboxAccount.Limits.DEFAULT);
    }

    /** Looks come well before the service would call itself blind for want of one. */
    private Duration sooner(Duration usual) {
        Duration half = config.blindAfter().dividedBy(2);
        return half.compareTo(usual) < 0 ? half : usual;
    }

    private MailboxAccount.Login login(String name, LedgerConfig.Mailbox mailbox) {
        return mailbox.oauth2()
                .map(oauth2 -> {
                    AccessToken token = new AccessToken(
                            oauth2.tokenEndpoint(),
                            oauth2.clientId(),
                            oauth2.clientSecretFile(),
                            oauth2.refreshTokenFile(),
                            oauth2.scope(),
                            clock);
                    return new MailboxAccount.Login(
                            mailbox.user(), MailboxAccount.Login.Kind.OAUTH2, token, token::forget);
                })
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
