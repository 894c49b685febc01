package org.triageledger.work.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.mailbox.MailboxWatcher;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.Security;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.DatabaseClock;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.Postgres;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.ClockSkew;
import org.triageledger.work.config.Keys;
import org.triageledger.work.post.Returns;

/** Several nodes on one PostgreSQL: one of them watches. */
@QuarkusTest
@TestProfile(Postgres.class)
class MailboxLeaseTest {
    private static final SourceProfile PROFILE =
            new SourceProfile("shared", SourceProfile.Mode.MAILBOX, Set.of(), Set.of(), Set.of(), Set.of());

    @Inject
    MessageCopyStore sightings;

    @Inject
    SourceStore sources;

    @Inject
    Quarantine quarantine;

    @Inject
    Returns returns;

    @Inject
    Keys keys;

    @Inject
    DatabaseClock time;

    @Inject
    DataSource database;

    @Test
    void ofSeveralNodesOneWatchesAndAnotherFollows() {
        MailboxLease one = shift("one:8080");
        MailboxLease two = shift("two:8080");
        one.turn();
        two.turn();
        assertThat(one.watches()).isTrue();
        assertThat(two.watches()).isFalse();

        // one renews in time, for as long as it lives
        pass(MailboxLease.LEASE.minusSeconds(1));
        one.turn();
        pass(MailboxLease.LEASE.minusSeconds(1));
        two.turn();
        assertThat(two.watches()).isFalse();

        // it ends, and gives back what it has
        one.close();
        assertThat(one.watches()).isFalse();
        two.turn();
        assertThat(two.watches()).isTrue();

        // two stands still for longer than a lease; when it wakes up, it leaves the mailbox to the other
        MailboxLease three = shift("three:8080");
        pass(MailboxLease.LEASE.plusSeconds(1));
        three.turn();
        assertThat(three.watches()).isTrue();
        two.turn();
        assertThat(two.watches()).isFalse();

        // three was killed, and is the same again at once
        MailboxLease again = shift("three:8080");
        again.turn();
        assertThat(again.watches()).isTrue();
        three.close();
        again.close();
        two.close();
    }

    /** A clock that is ten minutes off claims days that are not over: its node leaves the mailbox to the others, and says why. */
    @Test
    void aNodeWhoseClockIsOffDoesNotWatch() {
        MailboxLease ahead = shift("ahead:8080", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        MailboxLease behind = shift("behind:8080", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)));
        MailboxLease right = shift("right:8080");
        ahead.turn();
        behind.turn();
        assertThat(ahead.watches()).isFalse();
        assertThat(behind.watches()).isFalse();
        right.turn();
        assertThat(right.watches()).isTrue();
        ahead.turn();
        assertThat(right.watches()).isTrue();
        assertThat(ClockSkew.problem(Duration.ofMinutes(-10)))
                .contains("the clock of this machine is 600 seconds behind that of the database: set both by NTP");
        right.close();
        ahead.close();
        behind.close();
    }

    /** By the clock of the database, which decides: as if so much of a lease were over. */
    private void pass(Duration time) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "update source set leased_until = leased_until - interval '" + time.toSeconds() + "' second");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private MailboxLease shift(String node) {
        return shift(node, Clock.systemUTC());
    }

    private MailboxLease shift(String node, Clock clock) {
        long id = QuarkusTransaction.requiringNew().call(() -> sources.ensure("shared", SourceOrigin.MAILBOX));
        LiveMail intake = new LiveMail(
                id,
                new Ingest(PROFILE, new MailReader(Limits.DEFAULT), keys.vault(), true),
                Optional.empty(),
                sightings,
                sources,
                quarantine,
                returns,
                clock);
        // nothing listens on this port: who watches is the question here, not what
        MailboxAccount account = new MailboxAccount(
                "shared",
                new MailboxAccount.Server("127.0.0.1", 1, Security.PLAIN),
                new MailboxAccount.Login("security", MailboxAccount.Login.Kind.PASSWORD, () -> "s3cret"),
                "INBOX",
                MailboxAccount.Rhythm.DEFAULT,
                MailboxAccount.Limits.DEFAULT);
        return new MailboxLease(
                "shared", id, node, sources, time, () -> new MailboxWatcher(account, intake, clock), clock);
    }
}
