package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every database must do with the small tables. Each test is rolled back, but for those that are about transactions. */
abstract class SmallTablesContract {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-04");

    @Inject
    SnapshotStore snapshots;

    @Inject
    ReleaseStore releases;

    @Inject
    CaseToldStore told;

    @Inject
    FeedStore feeds;

    @Inject
    ReturnStore returns;

    @Inject
    OutboxStore outbox;

    @Inject
    EntityManager session;

    @Test
    void aSnapshotIsKeptOnceByteForByte() {
        rolledBack(() -> {
            snapshots.keep("a".repeat(64), new byte[] {0, -1, 2});
            snapshots.keep("a".repeat(64), new byte[] {9});
            assertThat(snapshots.bytes("a".repeat(64)))
                    .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(0, -1, 2));
            assertThat(snapshots.bytes("b".repeat(64))).isEmpty();
        });
    }

    @Test
    void releasesAreReplacedWholeAndComeInTheirOrder() {
        rolledBack(() -> {
            ReleaseStore.Row made = new ReleaseStore.Row("3.14.0", DAY, false);
            ReleaseStore.Row planned = new ReleaseStore.Row("3.15.0", DAY.plusYears(1), true);
            releases.replace(List.of(planned, made));
            assertThat(releases.all()).containsExactly(made, planned);
            releases.replace(List.of(new ReleaseStore.Row("3.14.0", DAY.plusDays(1), false)));
            assertThat(releases.all()).containsExactly(new ReleaseStore.Row("3.14.0", DAY.plusDays(1), false));
        });
    }

    @Test
    void whatAPersonWasToldIsKnownByDay() {
        rolledBack(() -> {
            told.add("ada", "case one", DAY);
            told.add("ada", "case two", DAY.plusDays(1));
            told.add("bob", "case one", DAY);
            assertThat(told.told("ada")).containsExactlyInAnyOrder("case one", "case two");
            assertThat(told.told("ada", DAY)).containsExactly("case one");
            assertThat(told.told("cia")).isEmpty();
        });
    }

    @Test
    void aFeedIsTakenByOneNodeUntilItIsDueAgainOrStandsElsewhere() {
        rolledBack(() -> {
            Instant later = NOON.plusSeconds(60);
            assertThat(feeds.named("releases")).isEmpty();
            assertThat(feeds.claim("releases", "first", NOON, NOON)).isTrue();
            assertThat(feeds.claim("releases", "first", later, NOON.minusSeconds(1)))
                    .isFalse();
            assertThat(feeds.claim("releases", "second", later, NOON.minusSeconds(1)))
                    .isTrue();
            assertThat(feeds.claim("releases", "second", later.plusSeconds(1), later))
                    .isTrue();
            feeds.bad("releases", "n".repeat(1000));
            assertThat(feeds.named("releases"))
                    .hasValue(new FeedStore.Feed(
                            "second",
                            Optional.of(later.plusSeconds(1)),
                            Optional.empty(),
                            Optional.of("n".repeat(500))));
            feeds.good("releases", "third", later.plusSeconds(2));
            assertThat(feeds.named("releases"))
                    .hasValue(new FeedStore.Feed(
                            "third",
                            Optional.of(later.plusSeconds(2)),
                            Optional.of(later.plusSeconds(2)),
                            Optional.empty()));
        });
    }

    @Test
    void anAddressIsUnreachableOnceAndUntilItIsReachable() {
        rolledBack(() -> {
            assertThat(returns.unreachable("bob@example.org", "bob", NOON, "5.1.1"))
                    .isTrue();
            assertThat(returns.unreachable("ada@example.org", "ada", NOON, "w".repeat(300)))
                    .isTrue();
            assertThat(returns.unreachable("bob@example.org", "bob", NOON.plusSeconds(1), "5.1.2"))
                    .isFalse();
            assertThat(returns.unreachable())
                    .containsExactly(
                            new ReturnStore.Unreachable("ada@example.org", "ada", NOON, "w".repeat(200)),
                            new ReturnStore.Unreachable("bob@example.org", "bob", NOON, "5.1.1"));
            assertThat(returns.reachable("ada@example.org")).isTrue();
            assertThat(returns.reachable("ada@example.org")).isFalse();
            assertThat(returns.unreachable()).hasSize(1);
        });
    }

    @Test
    void anOutageLastsFromItsBeginningAndGoesOnWhereItBeganAtTheSameTime() {
        rolledBack(() -> {
            assertThat(returns.outage()).isEmpty();
            returns.outage(NOON, "refused");
            returns.outage(NOON.plusSeconds(60), "refused");
            assertThat(returns.outage()).hasValue(NOON);
            returns.outageEnds(NOON.plusSeconds(90));
            assertThat(returns.outage()).isEmpty();
            returns.outage(NOON, "refused");
            assertThat(returns.outage()).hasValue(NOON);
        });
    }

    @Test
    void aRowThatAnotherNodeChangedIsReadAsItIsNow() {
        rolledBack(() -> {
            outbox.add("k", "blind", "ada", "inbox", "m@example.org", NOON);
            assertThat(outbox.withMessageId("m@example.org"))
                    .map(OutboxStore.Entry::attempts)
                    .hasValue(0);
            session.createNativeQuery("update outbox set attempts = 7, state = 'refused', trouble = 'full'")
                    .executeUpdate();
            assertThat(outbox.withMessageId("m@example.org")).hasValueSatisfying(entry -> {
                assertThat(entry.attempts()).isEqualTo(7);
                assertThat(entry.state()).isEqualTo(OutboxState.REFUSED);
                assertThat(entry.trouble()).hasValue("full");
                assertThat(entry.createdAt()).isEqualTo(NOON);
            });
        });
    }

    @Test
    void withoutATransactionOfTheCallerThereIsOneForEachCall() {
        String name = "c".repeat(64);
        snapshots.keep(name, new byte[] {1});
        assertThat(snapshots.bytes(name)).isPresent();
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(session.createNativeQuery("delete from review_snapshot where sha256 = :name")
                                .setParameter("name", name)
                                .executeUpdate())
                        .isOne());
        assertThat(snapshots.bytes(name)).isEmpty();
    }

    @Test
    void whatIsRolledBackByTheCallerIsGone() {
        rolledBack(() -> returns.unreachable("bob@example.org", "bob", NOON, "5.1.1"));
        assertThat(returns.unreachable()).isEmpty();
    }

    @Test
    void aRefusalOfTheDatabaseQuotesNothing() {
        rolledBack(() -> {
            told.add("ada", "case one", DAY);
            assertThatThrownBy(() -> told.add("ada", "case one", DAY))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("SQL state 23505")
                    .hasMessageNotContaining("ada")
                    .hasNoCause();
        });
    }

    private static void rolledBack(Runnable test) {
        QuarkusTransaction.begin();
        try {
            test.run();
        } finally {
            QuarkusTransaction.rollback();
        }
    }
}
