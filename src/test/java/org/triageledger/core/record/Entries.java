package org.triageledger.core.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;

/** Entries of all kinds, made at random out of few names, so that one often is about the same as another. */
public final class Entries {
    private static final int KINDS = 58;

    private Entries() {}

    /** A log in which numbers that are approved, declined or undone often exist. */
    public static List<LogEntry> log(Random random, int length) {
        List<LogEntry> log = new ArrayList<>();
        for (int id = 1; id <= length; id++) {
            log.add(new LogEntry(
                    id, any(random), at(random), pick(random, "ada", "bob", "cia"), text(random), "account ada"));
        }
        return log;
    }

    public static Entry any(Random random) {
        int kind = random.nextInt(KINDS + 2);
        return kind < KINDS - 1
                ? act(random, kind)
                : kind == KINDS
                        ? new Entry.Unreadable(
                                "of-later", text(random), text(random), Optional.empty(), Optional.empty())
                        : new Entry.Proposed(act(random, random.nextInt(KINDS - 1)));
    }

    private static Entry.Act act(Random random, int kind) {
        return switch (kind) {
            case 0 -> new Entry.AddressLinked(member(random), address(random), dated(random));
            case 1 -> new Entry.AddressUnlinked(member(random), address(random));
            case 2 -> new Entry.ThreadsJoined(key(random), key(random));
            case 3 -> new Entry.AuthorConfirmed(key(random), maybe(random, address(random)));
            case 4 -> new Entry.AuthorRejected(key(random));
            case 5 -> new Entry.ReportStatusSet(key(random), pick(random, Report.Status.values()));
            case 6 -> new Entry.QuarantineDismissed(random.nextLong());
            case 7 -> new Entry.FindingSettled(key(random), text(random), maybe(random, day(random)));
            case 8 -> new Entry.ReviewPlanned(review(random), as(random), day(random));
            case 9 -> new Entry.ReviewMoved(review(random), as(random), day(random));
            case 10 -> new Entry.ReviewCancelled(review(random), as(random));
            case 11 -> new Entry.ReviewOpened(review(random), as(random), "0f".repeat(32));
            case 12 ->
                new Entry.MemberDecided(
                        review(random), as(random), pick(random, Decision.Kind.values()), member(random));
            case 13 -> new Entry.ReviewClosed(review(random), as(random), day(random));
            case 14 ->
                new Entry.TaskDone(
                        review(random), as(random), pick(random, OffboardingTask.Venue.values()), member(random));
            case 15 ->
                new Entry.Nominated(
                        id(random, "n"),
                        pick(random, Nomination.Kind.values()),
                        pick(random, "seed-2024", "pep811-2025+spam-counts"),
                        Duration.ofMillis(1 + random.nextInt(1_000_000_000)),
                        new Nomination.Candidate(maybe(random, member(random)), text(random), maybe(random, "dee-x")));
            case 16 -> new Entry.Voted(id(random, "n"), random.nextBoolean());
            case 17 ->
                new Entry.Ruled(
                        id(random, "n"),
                        random.nextBoolean(),
                        as(random),
                        maybe(random, new MessageId("a" + random.nextInt(9) + "@example.org")));
            case 18 ->
                new Entry.Admitted(
                        id(random, "n"), as(random), member(random), text(random), maybe(random, "dee-x"), day(random));
            case 19 -> new Entry.Resigned(member(random), day(random));
            case 20 ->
                new Entry.WorkClaimed(
                        id(random, "c"), member(random), pick(random, Credit.Kind.values()), day(random), text(random));
            case 21 ->
                new Entry.CreditDisputed(
                        id(random, "c"),
                        member(random),
                        maybe(random, pick(random, Credit.Kind.values())),
                        text(random),
                        maybe(random, key(random)),
                        text(random));
            case 22 -> new Entry.ClaimJudged(id(random, "c"), pick(random, Claim.Verdict.values()), as(random));
            case 23 -> new Entry.LeaveNoted(member(random), dated(random), maybe(random, text(random)));
            case 24 -> new Entry.AddressWorks(member(random), "ada@example.org");
            case 25 -> new Entry.AccountCreated(member(random), "admin", maybe(random, member(random)));
            case 26 -> new Entry.PasswordReset(member(random));
            case 27 -> new Entry.AccountRemoved(member(random));
            case 28 -> new Entry.RosterLoaded(text(random), text(random));
            case 29 -> new Entry.SignedIn(member(random));
            case 30 -> new Entry.SignInsFailed(random.nextInt(), at(random));
            case 31 -> new Entry.LogSealed();
            case 32 -> new Entry.Approved(number(random));
            case 33 -> new Entry.Declined(number(random));
            case 34 -> new Entry.CreditNameAnswered(text(random), pick(random, "ada", "bob", "nobody"));
            case 35 -> new Entry.HeadWritten();
            case 36 -> new Entry.DraftSaved(id(random, "d"), key(random), pick(random, "ada", "bob"), "0f".repeat(32));
            case 37 -> new Entry.DraftDeleted(id(random, "d"));
            case 38 ->
                new Entry.CaseStepSet(
                        key(random),
                        pick(random, Step.values()),
                        maybe(random, pick(random, "3.12", "ada")),
                        at(random));
            case 39 -> new Entry.PasswordChanged(member(random));
            case 40 -> new Entry.SignInsPaused(maybe(random, member(random)), maybe(random, "192.0.2.0/24"));
            case 41 -> new Entry.SignInsAllowed(member(random));
            case 42 -> new Entry.AccountInvited(number(random), "member", maybe(random, member(random)));
            case 43 -> new Entry.ResetLinkMade(number(random), member(random));
            case 44 -> new Entry.InvitationRevoked(number(random));
            case 45 -> new Entry.InvitationUsed(number(random), member(random));
            case 46 -> new Entry.TokenCreated(number(random), member(random), "read", day(random));
            case 47 -> new Entry.TokenRevoked(number(random), member(random));
            case 48 -> new Entry.AddressOfNobody(address(random));
            case 49 -> new Entry.SubjectShown(key(random));
            case 50 ->
                new Entry.LeaveChanged(number(random), member(random), dated(random), maybe(random, text(random)));
            case 51 -> new Entry.LeaveRemoved(number(random), member(random));
            case 52 -> new Entry.SealingKeyAdded("0a1b2c3d");
            case 53 -> new Entry.SealingKeyRetired("0a1b2c3d");
            case 55 ->
                new Entry.PersonErased(
                        "erased-" + number(random),
                        new TreeMap<>(Map.of(number(random), "0a1b")),
                        new TreeMap<>(Map.of("00", "11")));
            case 54 -> new Entry.FactsRemoved(day(random), number(random), number(random));
            default -> new Entry.Undone(number(random));
        };
    }

    private static long number(Random random) {
        return 1 + random.nextInt(40);
    }

    private static String text(Random random) {
        return pick(
                random,
                "",
                "Ada Example",
                "name=x vote=for",
                "{\"form\":2,",
                "two\nlines, \"quoted\" \\ and \u0000",
                "Käthe \uD83D\uDE00",
                "a:b ".repeat(200));
    }

    private static String member(Random random) {
        return pick(random, "ada", "bob", "cia", "dan x");
    }

    private static String key(Random random) {
        return "key" + random.nextInt(4);
    }

    private static String review(Random random) {
        return pick(random, "2025", "2026");
    }

    private static String id(Random random, String prefix) {
        return prefix + random.nextInt(4);
    }

    private static Capacity as(Random random) {
        return pick(random, Capacity.values());
    }

    private static Address address(Random random) {
        return Address.parse(pick(random, "ada@example.org", "bob@example.net", "{\"form\":2,@example.org"))
                .orElseGet(() -> Address.parse("x@example.org").orElseThrow());
    }

    private static Dated dated(Random random) {
        LocalDate from = day(random);
        return new Dated(maybe(random, from), maybe(random, from.plusDays(random.nextInt(99))));
    }

    private static LocalDate day(Random random) {
        return LocalDate.EPOCH.plusDays(random.nextInt(30_000));
    }

    private static Instant at(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000));
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
