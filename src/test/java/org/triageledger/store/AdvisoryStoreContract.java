package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.ghsa.Poll;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.MessageCopy;

/** What every database must do for announcements, CVE records, GitHub's advisories and drafts. Each test is rolled back. */
abstract class AdvisoryStoreContract {
    /** Databases keep microseconds. */
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");

    @Inject
    MessageCopyStore copies;

    @Inject
    SourceStore sources;

    @Inject
    CveRecordStore records;

    @Inject
    GhsaStore ghsa;

    @Inject
    DraftStore drafts;

    @Inject
    EntityManager session;

    @BeforeEach
    void begin() {
        QuarkusTransaction.begin();
    }

    @AfterEach
    void forget() {
        QuarkusTransaction.rollback();
    }

    @Test
    void aSourceHoldsOneKindOfMailForGood() {
        long list =
                sources.ensure("announce", SourceOrigin.IMPORT, "announcements").orElseThrow();
        assertThat(sources.reads(list)).isEqualTo("announcements");
        assertThat(sources.ensure("announce", SourceOrigin.IMPORT, "mail")).isEmpty();
        assertThat(sources.ensure("announce", SourceOrigin.IMPORT, "announcements"))
                .contains(list);
        assertThat(sources.reads(sources.ensure("team", SourceOrigin.IMPORT))).isEqualTo("mail");
    }

    @Test
    void announcementsComeBackApartFromMailOfTheTeam() {
        long team = sources.ensure("team", SourceOrigin.IMPORT);
        long list =
                sources.ensure("announce", SourceOrigin.IMPORT, "announcements").orElseThrow();
        MessageCopy mail = copy("mail");
        MessageCopy announced = copy("announced");
        byte[] sealed = {0, -1, 127, -128};
        copies.save(team, List.of(new MessageCopyRow(mail, 0, Optional.empty(), Optional.empty())));
        List<MessageCopyRow> rows =
                List.of(new MessageCopyRow(announced, 0, Optional.empty(), Optional.empty(), Optional.of(sealed)));
        assertThat(copies.save(list, rows).stored()).isEqualTo(1);
        assertThat(copies.save(list, rows).stored()).isZero();

        List<MessageCopyStore.Loaded> pieces = new ArrayList<>();
        copies.after(0, (bytes, id) -> Optional.empty(), Integer.MAX_VALUE, pieces::add);
        MessageCopyStore.Loaded loaded = pieces.getFirst();
        assertThat(loaded.sightings())
                .extracting(MessageCopy::id)
                .contains(mail.id())
                .doesNotContain(announced.id());
        assertThat(loaded.announced())
                .filteredOn(eachAnnounced -> eachAnnounced.sighting().id().equals(announced.id()))
                .singleElement()
                .satisfies(eachAnnounced -> assertThat(eachAnnounced.sealed()).isEqualTo(sealed));
    }

    @Test
    void aVersionOfARecordIsKeptOnceWithTheLongestIdThereIs() {
        CveId id = CveId.parse("CVE-2026-1234567890123456789").orElseThrow();
        CveRecordStore.Mark before = records.mark();
        List<CveRecordStore.Version> first = List.of(
                new CveRecordStore.Version(id, "{\"a\":\"Käthe\"}"), new CveRecordStore.Version(id, "{\"a\":2}"));
        assertThat(records.add(first, NOON, true)).isEqualTo(new CveRecordStore.Saved(1, 1, 0));
        assertThat(records.mark()).isEqualTo(before);
        assertThat(records.add(first, NOON, false)).isEqualTo(new CveRecordStore.Saved(1, 1, 0));
        assertThat(records.add(first, NOON, false)).isEqualTo(new CveRecordStore.Saved(0, 0, 2));
        assertThat(records.mark().count()).isEqualTo(before.count() + 2);
        assertThat(records.all()).contains("{\"a\":\"Käthe\"}", "{\"a\":2}");
    }

    @Test
    void aFactOfGithubIsKeptOnceAndWithTheEarliestTime() {
        byte[] sealed = {1, 2, 3};
        GhsaStore.Version before = ghsa.version();
        assertThat(ghsa.keep("advisory", "k1", NOON, sealed, Optional.of(new byte[] {9})))
                .isTrue();
        assertThat(ghsa.keep("advisory", "k1", NOON.plusSeconds(1), sealed, Optional.empty()))
                .isFalse();
        assertThat(ghsa.keep("advisory", "k1", NOON.minusSeconds(1), sealed, Optional.empty()))
                .isFalse();
        assertThat(ghsa.version()).isNotEqualTo(before);
        assertThat(ghsa.facts())
                .filteredOn(fact -> fact.key().equals("k1"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.kind() + " " + fact.seenAt()).isEqualTo("advisory " + NOON.minusSeconds(1));
                    assertThat(fact.sealed()).isEqualTo(sealed);
                });
    }

    @Test
    void ofSeveralNodesOneLooksAndHowItStandsIsKept() {
        assertThat(ghsa.claim("gh", "example/parser", NOON, NOON.plusSeconds(60), false))
                .isTrue();
        assertThat(ghsa.claim("gh", "example/parser", NOON, NOON.plusSeconds(60), false))
                .isFalse();
        assertThat(ghsa.claim("gh", "example/parser", NOON, NOON.plusSeconds(90), true))
                .isTrue();
        assertThat(ghsa.claim("gh", "example/parser", NOON.plusSeconds(90), NOON.plusSeconds(99), false))
                .isTrue();
        GhsaStore.Repository state = new GhsaStore.Repository(
                "gh",
                "example/parser",
                Optional.of(NOON),
                3,
                Optional.of("\"etag\""),
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.of("x".repeat(600)),
                List.of("one", "two"));
        ghsa.save(state);
        GhsaStore.Repository kept = ghsa.repository("gh", "example/parser").orElseThrow();
        assertThat(kept.trouble().orElseThrow()).hasSize(500);
        assertThat(kept)
                .isEqualTo(new GhsaStore.Repository(
                        state.source(),
                        state.name(),
                        state.nextAt(),
                        3,
                        state.etag(),
                        state.newest(),
                        state.allListedAt(),
                        state.goodAt(),
                        kept.trouble(),
                        state.notes()));

        Poll poll = new Poll("example/parser", NOON, false);
        long polls = ghsa.pollCount();
        ghsa.polled("gh", poll);
        assertThat(ghsa.pollCount()).isEqualTo(polls + 1);
        assertThat(ghsa.polls()).contains(poll);

        GhsaStore.CommentList list = new GhsaStore.CommentList(Optional.empty(), "updated", NOON);
        ghsa.save("k1", new GhsaStore.CommentList(Optional.of("e"), "before", NOON));
        ghsa.save("k1", list);
        assertThat(ghsa.commentList("k1")).contains(list);
        assertThat(ghsa.commentList("k2")).isEmpty();
    }

    @Test
    void ofADraftTheLastTextIsKeptUntilItIsDeletedAndTheFileIsToBeRewritten() {
        byte[] one = "one".getBytes(StandardCharsets.UTF_8);
        byte[] two = {0, -1, -128};
        String first = drafts.keep("d1", one);
        String second = drafts.keep("d1", two);
        assertThat(second).isEqualTo(Sha256.hex(two));
        assertThat(drafts.sealed("d1", first)).isEmpty();
        assertThat(drafts.sealed("d2", second)).isEmpty();
        assertThat(drafts.sealed("d1", second))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(two));

        drafts.delete("d1");
        drafts.delete("d1");
        assertThat(drafts.sealed("d1", second)).isEmpty();
        assertThat(session.createNativeQuery("select task from upkeep where task = 'compact'")
                        .getResultList())
                .hasSize(1);
    }

    private static MessageCopy copy(String name) {
        return StoreContract.sighting(name + "@example.org", name, StoreContract.ada());
    }
}
