package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Published;
import org.triageledger.core.member.Role;
import org.triageledger.core.record.Entry;

/** What every database must do for the ledger. Each test is rolled back. */
abstract class StoreContract {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    PersonRows people;

    @Inject
    BranchRows branches;

    @Inject
    DataSource dataSource;

    @Inject
    MessageCopyStore sightings;

    @Inject
    SourceStore sources;

    @Inject
    QuarantineStore quarantine;

    @Inject
    OutboxStore outbox;

    @Inject
    RosterStore roster;

    @Inject
    ListingStore lists;

    @Inject
    SealedTextStore texts;

    @Inject
    Session session;

    @Inject
    RulingStore rulings;

    @Inject
    AccountStore accounts;

    @Inject
    SessionStore sessions;

    @Inject
    InvitationStore invitations;

    @Inject
    TokenStore tokens;

    @Inject
    SignInFailureStore failures;

    @BeforeEach
    void begin() {
        QuarkusTransaction.begin();
    }

    @AfterEach
    void forget() {
        QuarkusTransaction.rollback();
    }

    @Test
    void whatIsSavedComesBackAsItWas() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        List<Author> authors = List.of(
                new Author.Direct(mailbox("ada@example.org")),
                new Author.Unmunged(mailbox("ada@example.org"), list(), "Reply-To"),
                new Author.Unwrapped(mailbox("ada@example.org"), "inner From"),
                new Author.Relayed("ada-x", "X-GitHub-Sender"),
                new Author.Ambiguous(List.of(mailbox("ada@example.org"), mailbox("bob@example.org")), "two From"),
                new Author.Ambiguous(List.of(), "no From"));
        List<MessageCopy> all = new ArrayList<>();
        for (Author author : authors) {
            all.add(sighting("m" + all.size() + "@example.org", "f" + all.size(), author));
        }
        MessageCopyStore.Saved saved = sightings.save(source, rows(all));
        assertThat(saved).isEqualTo(new MessageCopyStore.Saved(6, 0));
        assertThat(stored(StoreContract::open)).isEqualTo(all);
        assertThat(sightings.count()).isEqualTo(6);
    }

    @Test
    void idsOfAdvisoriesAreStoredSealedAlsoThoseOfOldAndAreKnownToBeThereWithoutTheKey() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        MessageCopy one = sighting("m@example.org", "f", ada());
        sightings.save(source, rows(List.of(one)));
        assertThat(sightings.clearIds()).isEmpty();
        assertThat(stored((bytes, id) -> Optional.empty()).getFirst().advisories())
                .containsExactly(AdvisoryId.UNREADABLE);

        session.createNativeQuery(
                        "update sighting set sealed_advisories = null, advisories = 'CVE-2026-1111 CVE-2026-2222'")
                .executeUpdate();
        assertThat(advisories()).containsExactly("CVE-2026-1111", "CVE-2026-2222");
        MessageCopyStore.ClearIds clear = sightings.clearIds().getFirst();
        assertThat(clear.messageId() + " " + clear.advisories()).isEqualTo("m@example.org CVE-2026-1111 CVE-2026-2222");
        sightings.seal(clear.seq(), sealed(clear.messageId() + clear.advisories()));
        assertThat(sightings.clearIds()).isEmpty();
        assertThat(advisories()).containsExactly("CVE-2026-1111", "CVE-2026-2222");
    }

    private List<String> advisories() {
        return stored(StoreContract::open).getFirst().advisories().stream()
                .map(AdvisoryId::value)
                .toList();
    }

    @Test
    void theSameCopyTwiceIsStoredOnce() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        List<MessageCopyRow> rows = rows(List.of(sighting("m@example.org", "f", ada())));
        sightings.save(source, rows);
        assertThat(sightings.save(source, rows)).isEqualTo(new MessageCopyStore.Saved(0, 1));
        assertThat(sightings.count()).isEqualTo(1);
    }

    @Test
    void theSameCopyTwiceInOneBatchIsStoredOnce() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        MessageCopy one = sighting("m@example.org", "f", ada());
        assertThat(sightings.save(source, rows(List.of(one, one)))).isEqualTo(new MessageCopyStore.Saved(1, 1));
        assertThat(sightings.count()).isEqualTo(1);
    }

    @Test
    void aCopyFromAnotherSourceIsKeptButCountsAsADuplicate() {
        long list = sources.ensure("list", SourceOrigin.IMPORT);
        long inbox = sources.ensure("inbox", SourceOrigin.MAILBOX);
        sightings.save(list, rows(List.of(sighting("m@example.org", "f", ada()))));
        MessageCopy copy = sighting("m@example.org", "f", ada());
        assertThat(sightings.save(inbox, rows(List.of(copy)))).isEqualTo(new MessageCopyStore.Saved(0, 1));
        assertThat(sightings.count()).isEqualTo(2);
    }

    @Test
    void twoMailsWithOneIdAreTwo() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        List<MessageCopyRow> rows = rows(List.of(
                sighting("m@example.org", "one body", ada()), sighting("m@example.org", "another body", ada())));
        assertThat(sightings.save(source, rows)).isEqualTo(new MessageCopyStore.Saved(2, 0));
    }

    @Test
    void moreThanOneChunkIsSavedWhole() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        List<MessageCopy> many = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            many.add(sighting("m" + i + "@example.org", "f" + i, ada()));
        }
        assertThat(sightings.save(source, rows(many)).stored()).isEqualTo(1203);
        List<MessageCopyStore.Loaded> pieces = new ArrayList<>();
        sightings.after(0, StoreContract::open, 500, pieces::add);
        assertThat(pieces).extracting(piece -> piece.sightings().size()).containsExactly(500, 500, 203);
        assertThat(pieces.stream().flatMap(piece -> piece.sightings().stream())).containsExactlyElementsOf(many);
        List<MessageCopyStore.Loaded> rest = new ArrayList<>();
        sightings.after(pieces.get(1).lastSeq(), StoreContract::open, 500, rest::add);
        assertThat(rest).extracting(piece -> piece.sightings().size()).containsExactly(203);
        sightings.after(pieces.getLast().lastSeq(), StoreContract::open, 500, rest::add);
        assertThat(rest).hasSize(1);
    }

    @Test
    void whatStandsInSeveralCopiesIsOneObject() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        sightings.save(
                source, rows(List.of(sighting("m1@example.org", "f", ada()), sighting("m2@example.org", "g", ada()))));
        List<MessageCopy> copies = new ArrayList<>();
        sightings.after(0, StoreContract::open, 1, piece -> copies.addAll(piece.sightings()));
        assertThat(copies.getFirst().author()).isSameAs(copies.getLast().author());
        assertThat(copies.getFirst().references().getFirst())
                .isSameAs(copies.getLast().references().getFirst());
    }

    private List<MessageCopy> stored(MessageCopyStore.Seal seal) {
        List<MessageCopy> all = new ArrayList<>();
        sightings.after(0, seal, 4, piece -> all.addAll(piece.sightings()));
        return all;
    }

    @Test
    void reasonsAndPlacesOfAnyLengthAndContentAreKeptAsFarAsTheyFit() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        assertThat(quarantine.add(
                        source, "x".repeat(2000), "nul \u0000 and half \ud800 pair", NOON, Optional.empty(), "1"))
                .isPresent();
        QuarantineStore.Entry kept = quarantine.open().getFirst();
        assertThat(kept.where()).hasSize(1000);
        assertThat(kept.why()).isEqualTo("nul \ufffd and half \ufffd pair");
    }

    @Test
    void aPlaceIsQuarantinedOnce() {
        long source = sources.ensure("list", SourceOrigin.IMPORT);
        assertThat(quarantine.add(source, "a.mbox#0", "no header", NOON, Optional.empty(), "1"))
                .isPresent();
        assertThat(quarantine.add(source, "a.mbox#0", "no header", NOON, Optional.empty(), "1"))
                .isEmpty();
        assertThat(quarantine.open()).hasSize(1);
        assertThat(quarantine.openPlaces(source)).containsExactly("a.mbox#0");
    }

    @Test
    void whatLiesInQuarantineLeavesAHoleInItsSourceUntilItIsSettled() {
        long source = sources.ensure("inbox", SourceOrigin.MAILBOX);
        sources.cover(source, stretch("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"));
        long id = quarantine
                .add(source, "INBOX;UID=7", "no header", NOON, Optional.of(at("2026-01-01T12:00:00Z")), "1")
                .orElseThrow();
        assertThat(sources.covered())
                .containsExactly(
                        stretch("2026-01-01T00:00:00Z", "2026-01-01T11:59:58.999999999Z"),
                        stretch("2026-01-01T12:00:01.000000001Z", "2026-01-02T00:00:00Z"));
        quarantine.settle(id, QuarantineEnd.DISMISSED, NOON, "ada", "no mail");
        assertThat(sources.covered()).containsExactly(stretch("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"));
        assertThat(quarantine.open()).isEmpty();
    }

    @Test
    void whatIsKeptIsBoundedInAgeAndSize() {
        long source = sources.ensure("inbox", SourceOrigin.MAILBOX);
        List<Long> ids = new ArrayList<>();
        for (int day = 1; day <= 4; day++) {
            Instant at = at("2026-01-0" + day + "T00:00:00Z");
            long id = quarantine
                    .add(source, "UID=" + day, "no header", at, Optional.empty(), "1")
                    .orElseThrow();
            quarantine.keep(id, new byte[100], at);
            ids.add(id);
        }
        assertThat(quarantine.trim(at("2026-01-02T00:00:00Z"), 250)).isEqualTo(2);
        assertThat(quarantine.open()).extracting(QuarantineStore.Entry::kept).containsExactly(false, false, true, true);
        assertThat(quarantine.kept(ids.get(3))).hasValue(new byte[100]);
    }

    @Test
    void aLetterIsNotedOnceForEver() {
        assertThat(outbox.add("k", "blind", "ada", "inbox", "m@example.org", NOON))
                .isTrue();
        assertThat(outbox.add("k", "blind", "ada", "inbox", "m@example.org", NOON))
                .isFalse();
        assertThat(outbox.all()).hasSize(1);
    }

    @Test
    void aLetterThatIsTakenIsNobodyElsesUntilItsTakerMustBeDead() {
        outbox.add("k", "blind", "ada", "inbox", "m@example.org", NOON);
        Instant until = NOON.plusSeconds(600);
        assertThat(outbox.claim(NOON.minusSeconds(1), until)).isEmpty();
        OutboxStore.Entry taken = outbox.claim(NOON, until).orElseThrow();
        assertThat(taken.attempts()).isEqualTo(1);
        assertThat(outbox.claim(NOON.plusSeconds(599), until)).isEmpty();
        assertThat(outbox.claim(until, until.plusSeconds(600)))
                .map(OutboxStore.Entry::attempts)
                .hasValue(2);
        outbox.sent(taken.id(), until);
        assertThat(outbox.claim(until.plusSeconds(9_999), until.plusSeconds(10_000)))
                .isEmpty();
        assertThat(outbox.all()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(OutboxState.SENT);
            assertThat(entry.sentAt()).hasValue(until);
        });
    }

    @Test
    void aMailboxIsLeasedToOneNodeAtATime() {
        long source = sources.ensure("inbox", SourceOrigin.MAILBOX);
        Duration minute = Duration.ofMinutes(1);
        assertThat(sources.lease(source, "one", minute)).isTrue();
        assertThat(sources.lease(source, "one", minute)).isTrue();
        assertThat(sources.lease(source, "two", minute)).isFalse();
        sources.release(source, "two");
        assertThat(sources.lease(source, "two", minute)).isFalse();
        // a minute and a second go by
        new Sql(dataSource).update("update source set leased_until = leased_until - interval '61' second");
        assertThat(sources.lease(source, "two", minute)).isTrue();
        sources.release(source, "two");
        assertThat(sources.lease(source, "one", minute)).isTrue();
    }

    @Test
    void stretchesThatTouchBecomeOne() {
        long source = sources.ensure("inbox", SourceOrigin.MAILBOX);
        sources.cover(source, stretch("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"));
        sources.cover(source, stretch("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"));
        sources.cover(source, stretch("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"));
        assertThat(sources.covered())
                .containsExactly(
                        stretch("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"),
                        stretch("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"));
        sources.cover(source, stretch("2026-01-02T00:00:00Z", "2026-01-09T00:00:00Z"));
        assertThat(sources.covered()).containsExactly(stretch("2026-01-01T00:00:00Z", "2026-01-09T00:00:00Z"));
    }

    @Test
    void aMailboxKeepsItsCursorAndItsTrouble() {
        long source = sources.ensure("inbox", SourceOrigin.MAILBOX);
        assertThat(sources.ensure("inbox", SourceOrigin.MAILBOX)).isEqualTo(source);
        assertThat(sources.mark(source)).isEmpty();
        sources.mark(source, new SourceStore.Mark(77, 1042, 1043, 1040, 1039));
        sources.trouble(source, "the server is down");
        assertThat(sources.mark(source)).contains(new SourceStore.Mark(77, 1042, 1043, 1040, 1039));
        assertThat(sources.all().getFirst().trouble()).contains("the server is down");
        sources.looked(source, NOON, 3);
        SourceStore.Source now = sources.all().getFirst();
        assertThat(now.trouble()).isEmpty();
        assertThat(now.lastGoodLook()).contains(NOON);
        assertThat(now.backlog()).isEqualTo(3);
    }

    @Test
    void aSealedTextIsKeptOnce() {
        byte[] sealed = {1, 2, 3, -4};
        String name = texts.keep(sealed);
        assertThat(texts.keep(sealed)).isEqualTo(name).matches("[0-9a-f]{64}");
        assertThat(texts.sealed(name))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(sealed));
        assertThat(texts.sealed("0".repeat(64))).isEmpty();
    }

    @Test
    void theRosterComesBackAsItWasAndIsReplacedWhole() {
        Person ada = new Person(
                "ada",
                "Ada Example",
                List.of("A. Example", "Ada E."),
                Optional.of("ada-x"),
                List.of(new Dated(day("2023-02-01"), Optional.empty())),
                List.of(
                        new OwnedAddress(address("ada@example.org"), Dated.ALWAYS),
                        new OwnedAddress(
                                address("ada@old.example.net"), new Dated(day("2019-01-01"), day("2024-06-30")))),
                List.of(
                        new Role(
                                Role.Kind.ADMIN,
                                Optional.empty(),
                                new Dated(day("2024-01-01"), Optional.empty()),
                                Optional.empty()),
                        new Role(
                                Role.Kind.EXPERT,
                                Optional.of("3.13"),
                                Dated.ALWAYS,
                                Optional.of("builds installers"))));
        Person bob = new Person("bob", "Bob", List.of(), Optional.empty(), List.of(), List.of(), List.of());
        Person cy = new Person("cy", "Cy", List.of(), Optional.empty(), List.of(Dated.ALWAYS), List.of(), List.of());
        roster.replacePeople(List.of(ada, bob, cy));
        assertThat(roster.people()).containsExactly(ada, bob, cy);
        roster.replacePeople(List.of(bob));
        assertThat(roster.people()).containsExactly(bob);
    }

    @Test
    void aRosterThatIsTakenBackIsNotKept() {
        List<Person> before = roster.people();
        roster.replacePeople(
                List.of(new Person("bob", "Bob", List.of(), Optional.empty(), List.of(), List.of(), List.of())));
        roster.replaceBranches(List.of());
        assertThat(roster.people()).as("within the transaction").hasSize(1);
        QuarkusTransaction.rollback();
        QuarkusTransaction.begin();
        assertThat(roster.people()).isEqualTo(before);
    }

    @Test
    void aRosterWrittenByAnotherNodeIsRead() {
        RosterStore other = new RosterStore(dataSource, people, branches);
        for (String id : List.of("bob", "cy")) {
            Person person = new Person(id, id, List.of(), Optional.empty(), List.of(), List.of(), List.of());
            roster.replacePeople(List.of(person));
            assertThat(other.people()).containsExactly(person);
        }
    }

    @Test
    void whatAnotherNodeChangedWithinATransactionIsReadAsItIsNow() {
        roster.replacePeople(
                List.of(new Person("bob", "Bob", List.of(), Optional.empty(), List.of(), List.of(), List.of())));
        accounts.add(new AccountStore.Account("bob", "member", Optional.of("bob")), "password");
        assertThat(roster.people()).map(Person::name).containsExactly("Bob");
        assertThat(accounts.named("bob")).map(AccountStore.Account::role).hasValue("member");

        for (String change : List.of(
                "update person set name = 'Robert'",
                "update roster_version set written_by = 'another node'",
                "update account set role = 'admin'")) {
            session.createNativeQuery(change).executeUpdate();
        }
        assertThat(roster.people()).map(Person::name).containsExactly("Robert");
        assertThat(accounts.named("bob")).map(AccountStore.Account::role).hasValue("admin");
    }

    @Test
    void aNameThatDoesNotFitIsRefusedWithoutAWordOfIt() {
        AccountStore.Account account = new AccountStore.Account("x".repeat(300), "member", Optional.empty());
        assertThatThrownBy(() -> accounts.add(account, "password"))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("SQL state 22001")
                .hasMessageNotContaining("xxx")
                .hasNoCause();
    }

    @Test
    void aPublishedListComesBackInItsOrder() {
        Listing list = new Listing(
                Listing.Kind.CORE_TEAM,
                List.of(
                        new Listed(1, "Zoe", Optional.of("Zoe"), day("2023-02-01"), day("2024-06-30"), "two\r\nlines"),
                        new Listed(2, "Ada", Optional.empty(), Optional.empty(), Optional.empty(), "")));
        Listing members = new Listing(
                Listing.Kind.MEMBERS,
                List.of(new Listed(1, "Ada", Optional.empty(), Optional.empty(), Optional.empty(), "Admin")));
        lists.replace(list);
        lists.replace(members);
        lists.replace(list);
        assertThat(lists.all()).isEqualTo(Published.NOTHING.with(list).with(members));
    }

    @Test
    void theReleaseCycleComesBackAsItWas() {
        Branch branch = new Branch(
                "3.13", Branch.Status.BUGFIX, day("2024-10-07"), day("2029-10-31"), List.of("Ada Example", "Bob"));
        roster.replaceBranches(List.of(branch));
        assertThat(roster.branches()).containsExactly(branch);
        roster.replaceBranches(List.of());
        assertThat(roster.branches()).isEmpty();
    }

    @Test
    void rulingsOfEarlierVersionsAreReadOnceAndGone() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into ruling (message_key, status, ruled_at, ruled_by, reason)"
                                + " values ('key', 'spam', timestamp '2026-01-01 12:00:00', 'ada', 'advertising')")) {
            statement.executeUpdate();
        }
        assertThat(rulings.all())
                .singleElement()
                .extracting(RulingStore.Row::entry, RulingStore.Row::by)
                .containsExactly(new Entry.ReportStatusSet("key", Report.Status.SPAM), "ada");
        rulings.clear();
        assertThat(rulings.all()).isEmpty();
    }

    @Test
    void anAccountIsNeverOverwrittenAndANewPasswordChangesNothingElse() {
        AccountStore.Account ada = new AccountStore.Account("ada", "admin", Optional.of("ada"));
        assertThat(accounts.add(ada, "first password")).isTrue();
        assertThat(accounts.add(new AccountStore.Account("ada", "member", Optional.empty()), "another"))
                .isFalse();
        assertThat(accounts.changePassword("ada", "second password")).isTrue();
        assertThat(accounts.changePassword("nobody", "second password")).isFalse();

        assertThat(accounts.all()).containsExactly(ada);
        assertThat(accounts.fits(accounts.find("ada"), "first password")).isFalse();
        assertThat(accounts.fits(accounts.find("ada"), "another")).isFalse();
        assertThat(accounts.fits(accounts.find("nobody"), "nobody")).isFalse();
        assertThat(accounts.find("nobody").hash()).startsWith("$2");
        assertThat(accounts.fits(accounts.find("ada"), "second password")).isTrue();
        assertThat(accounts.find("ada").account()).contains(ada);
        assertThat(accounts.lastSignIn("ada")).isEmpty();
        accounts.signedIn("ada", LocalDate.of(2026, 3, 2));
        accounts.signedIn("ada", LocalDate.of(2026, 3, 1));
        assertThat(accounts.lastSignIn("ada")).contains(LocalDate.of(2026, 3, 2));
        assertThat(accounts.remove("ada")).isTrue();
        assertThat(accounts.remove("ada")).isFalse();
    }

    @Test
    void sessionsEndOneByOneAndWithTheirAccount() {
        AccountStore.Account ada = new AccountStore.Account("ada", "admin", Optional.of("ada"));
        accounts.add(ada, "password");
        Instant begun = Instant.parse("2026-03-02T10:00:00Z");
        sessions.begin("ada", "hash one", begun, "Firefox on Linux", 2);
        sessions.begin("ada", "hash two", begun.plusSeconds(1), "Chrome on Android", 2);
        sessions.begin("nobody", "hash three", begun, "curl", 2);
        SessionStore.Session one = sessions.withHash("hash one").orElseThrow();
        assertThat(one.account()).isEqualTo(ada);
        assertThat(one.begun()).isEqualTo(begun);
        assertThat(sessions.withHash("hash three")).isEmpty();

        sessions.used(one.id(), begun.plusSeconds(2));
        sessions.begin("ada", "hash four", begun.plusSeconds(3), "curl", 2);
        assertThat(sessions.of("ada")).extracting(SessionStore.Session::hash).containsExactly("hash four", "hash one");
        sessions.end(one.id());
        sessions.endOlder(begun, begun.plusSeconds(3));
        assertThat(sessions.of("ada")).hasSize(1);
        sessions.endOlder(begun, begun.plusSeconds(4));
        assertThat(sessions.of("ada")).isEmpty();

        sessions.begin("ada", "hash five", begun, "curl", 2);
        accounts.remove("ada");
        assertThat(sessions.withHash("hash five")).isEmpty();
    }

    @Test
    void aLinkIsUsedOnce() {
        accounts.add(new AccountStore.Account("ada", "admin", Optional.of("ada")), "password");
        Instant made = Instant.parse("2026-03-02T10:00:00Z");
        Instant end = made.plusSeconds(60);
        long first = invitations.add("one", "member", Optional.of("bob"), Optional.empty(), "account ada", made, end);
        long second = invitations.add("two", "admin", Optional.of("ada"), Optional.of("ada"), "account ada", made, end);
        assertThat(invitations.withHash("one").orElseThrow().username()).isNull();
        assertThat(invitations.withHash("two").orElseThrow().username()).isEqualTo("ada");
        assertThat(invitations.use(first, end)).isFalse();
        assertThat(invitations.use(first, made)).isTrue();
        assertThat(invitations.use(first, made)).isFalse();
        assertThat(invitations.revoke(first, made)).isFalse();
        assertThat(invitations.revokeOf("ada", made)).containsExactly(second);
        assertThat(invitations.use(second, made)).isFalse();
        assertThat(invitations.all()).noneMatch(one -> one.isOpen(made));
        accounts.remove("ada");
        assertThat(invitations.all()).hasSize(1);
        invitations.forgetOlder(end.plusSeconds(1));
        assertThat(invitations.all()).isEmpty();
    }

    @Test
    void aTokenBelongsToItsAccountUntilItIsRevoked() {
        AccountStore.Account ada = new AccountStore.Account("ada", "admin", Optional.of("ada"));
        accounts.add(ada, "password");
        LocalDate last = LocalDate.of(2026, 3, 9);
        Instant made = Instant.parse("2026-03-02T10:00:00Z");
        long id = tokens.add("ada", "script", "hash", "read", made, last);
        assertThat(tokens.withHash("hash"))
                .contains(new TokenStore.Token(id, ada, "script", "read", made, last, null, null));
        tokens.used(id, LocalDate.of(2026, 3, 3));
        assertThat(tokens.withId(id).orElseThrow().usedOn()).isEqualTo(LocalDate.of(2026, 3, 3));
        assertThat(tokens.of("ada")).isEqualTo(tokens.all()).allMatch(one -> one.isValid(last));
        assertThat(tokens.all()).noneMatch(one -> one.isValid(last.plusDays(1)));
        assertThat(tokens.revoke(id, made)).isTrue();
        assertThat(tokens.revoke(id, made)).isFalse();
        assertThat(tokens.all()).noneMatch(one -> one.isValid(last));
        accounts.remove("ada");
        assertThat(tokens.all()).isEmpty();
    }

    @Test
    void ofWrongPasswordsOnlySomeAreRemembered() {
        Instant at = Instant.parse("2026-03-02T10:00:00Z");
        for (int i = 0; i < 5; i++) {
            failures.put("s" + i, new SignInFailureStore.Failures(1, at.plusSeconds(i), null, null));
        }
        failures.put("s4", new SignInFailureStore.Failures(2, at.plusSeconds(4), at.plusSeconds(9), at));
        assertThat(failures.of("s4"))
                .contains(new SignInFailureStore.Failures(2, at.plusSeconds(4), at.plusSeconds(9), at));
        failures.trim(at.plusSeconds(1), 2);
        assertThat(failures.of("s2")).isEmpty();
        assertThat(failures.of("s3")).isPresent();
        failures.forget("s3");
        assertThat(failures.of("s3")).isEmpty();
        failures.trim(at.plusSeconds(100), 2);
        assertThat(failures.of("s4")).isEmpty();
    }

    /** Versions of the migrations that were run. */
    List<String> migrations() {
        return session.createNativeQuery("select \"version\" from \"flyway_schema_history\"", String.class)
                .getResultList();
    }

    private static List<MessageCopyRow> rows(List<MessageCopy> all) {
        return all.stream()
                .map(messageCopy -> new MessageCopyRow(
                        messageCopy,
                        0,
                        Optional.of(new byte[] {1, 2, 3}),
                        Optional.of(sealed(messageCopy.id().value()
                                + messageCopy.advisories().stream()
                                        .map(AdvisoryId::value)
                                        .collect(Collectors.joining(" "))))))
                .toList();
    }

    /** Not for keeping secrets: what it hides begins with the Message-ID it is for. */
    private static byte[] sealed(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> open(byte[] sealed, String messageId) {
        String text = new String(sealed, StandardCharsets.ISO_8859_1);
        return text.startsWith(messageId) ? Optional.of(text.substring(messageId.length())) : Optional.empty();
    }

    static MessageCopy sighting(String id, String content, Author author) {
        return new MessageCopy(
                new Place("list", "a.mbox#17"),
                hex(id + content),
                new MessageId(id),
                false,
                List.of(new MessageId("outer-" + id)),
                List.of(new MessageId("root@example.org"), new MessageId("parent@example.org")),
                true,
                false,
                Optional.of("token"),
                hex(content),
                author,
                Optional.of(NOON.minusSeconds(5)),
                new Arrival(NOON, Arrival.Basis.RECEIVED),
                List.of(list()),
                Automation.HUMAN,
                "",
                Trust.LIST,
                "dkim=pass for the list's domain",
                0,
                true,
                new TreeSet<>(List.of(new AdvisoryId("CVE-2026-12345"))),
                Optional.of("https://lists.example.org/archives/1/"));
    }

    private static String hex(String text) {
        return String.join("", Collections.nCopies(8, String.format("%08x", text.hashCode())));
    }

    static Author ada() {
        return new Author.Direct(mailbox("ada@example.org"));
    }

    private static Mailbox mailbox(String text) {
        return Mailbox.of(address(text));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static ListId list() {
        return new ListId("security.example.org");
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static Stretch stretch(String from, String to) {
        return new Stretch(Instant.parse(from), Instant.parse(to));
    }

    private static Optional<LocalDate> day(String text) {
        return Optional.of(LocalDate.parse(text));
    }
}
