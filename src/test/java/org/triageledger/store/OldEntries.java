package org.triageledger.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.record.Entry;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;

/** Rows of the audit log as earlier versions wrote them, each beside what it says. */
final class OldEntries {
    private static final String SHA = "ab".repeat(32);
    private static final Address ADA = Address.parse("ada@example.org").orElseThrow();

    private OldEntries() {}

    record Row(EntryText text, Entry entry) {}

    static List<Row> all() {
        return List.of(
                row(
                        "link-address",
                        "ada",
                        "ada@example.org",
                        "2025-01-01",
                        "2025-12-31",
                        new Entry.AddressLinked("ada", ADA, new Dated(day("2025-01-01"), day("2025-12-31")))),
                row(
                        "link-address",
                        "ada",
                        "ada@example.org",
                        "",
                        "",
                        new Entry.AddressLinked("ada", ADA, Dated.ALWAYS)),
                row("unlink-address", "ada", "ada@example.org", "", "", new Entry.AddressUnlinked("ada", ADA)),
                row("join-threads", "key1", "key2", "", "", new Entry.ThreadsJoined("key1", "key2")),
                row("confirm-author", "key1", "", "", "", new Entry.AuthorConfirmed("key1", Optional.empty())),
                row(
                        "confirm-author",
                        "key1",
                        "ada@example.org",
                        "",
                        "",
                        new Entry.AuthorConfirmed("key1", Optional.of(ADA))),
                row("reject-author", "key1", "", "", "", new Entry.AuthorRejected("key1")),
                row(
                        "report-status",
                        "key1",
                        "not-a-vulnerability",
                        "",
                        "",
                        new Entry.ReportStatusSet("key1", Report.Status.NOT_A_VULNERABILITY)),
                row("dismiss-quarantine", "12", "", "", "", new Entry.QuarantineDismissed(12)),
                row(
                        "settle-finding",
                        "f1",
                        "no-role: Ada Example has no role",
                        "",
                        "2026-12-31",
                        new Entry.FindingSettled("f1", "no-role: Ada Example has no role", day("2026-12-31"))),
                row(
                        "review-plan",
                        "2026",
                        "admin",
                        "2026-12-12",
                        "",
                        new Entry.ReviewPlanned("2026", Capacity.ADMIN, LocalDate.parse("2026-12-12"))),
                row(
                        "review-move",
                        "2026",
                        "council",
                        "2026-12-13",
                        "",
                        new Entry.ReviewMoved("2026", Capacity.COUNCIL, LocalDate.parse("2026-12-13"))),
                row("review-open", "2026", "admin " + SHA, "", "", new Entry.ReviewOpened("2026", Capacity.ADMIN, SHA)),
                row(
                        "review-decide",
                        "2026",
                        "council remove bob x",
                        "",
                        "",
                        new Entry.MemberDecided("2026", Capacity.COUNCIL, Decision.Kind.REMOVE, "bob x")),
                row(
                        "review-close",
                        "2026",
                        "admin",
                        "2026-12-31",
                        "",
                        new Entry.ReviewClosed("2026", Capacity.ADMIN, LocalDate.parse("2026-12-31"))),
                row(
                        "review-tick",
                        "2026",
                        "admin github-team bob",
                        "",
                        "",
                        new Entry.TaskDone("2026", Capacity.ADMIN, OffboardingTask.Venue.GITHUB_TEAM, "bob")),
                row("review-cancel", "2027", "admin", "", "", new Entry.ReviewCancelled("2027", Capacity.ADMIN)),
                row(
                        "nominate",
                        "n3",
                        "kind=release-manager policy=pep811-2025+spam-counts voting=PT168H github=dee-x"
                                + " name=Dee Example name=x",
                        "",
                        "",
                        new Entry.Nominated(
                                "n3",
                                Nomination.Kind.RELEASE_MANAGER,
                                "pep811-2025+spam-counts",
                                Duration.ofDays(7),
                                new Nomination.Candidate(
                                        Optional.empty(), "Dee Example name=x", Optional.of("dee-x")))),
                row("vote", "n3", "vote=against", "", "", new Entry.Voted("n3", false)),
                row(
                        "rule-on-nomination",
                        "n3",
                        "ruling=accept as=council message=a@b",
                        "",
                        "",
                        new Entry.Ruled("n3", true, Capacity.COUNCIL, Optional.of(new MessageId("a@b")))),
                row(
                        "admit",
                        "n3",
                        "as=admin person=dee github=dee-x name=Dee Example",
                        "2026-02-01",
                        "",
                        new Entry.Admitted(
                                "n3",
                                Capacity.ADMIN,
                                "dee",
                                "Dee Example",
                                Optional.of("dee-x"),
                                LocalDate.parse("2026-02-01"))),
                row("resign", "bob", "", "", "2026-03-01", new Entry.Resigned("bob", LocalDate.parse("2026-03-01"))),
                row(
                        "claim-work",
                        "c9",
                        "member=bob kind=triage sealed=" + SHA,
                        "2026-02-03",
                        "",
                        new Entry.WorkClaimed("c9", "bob", Credit.Kind.TRIAGE, LocalDate.parse("2026-02-03"), SHA)),
                row(
                        "dispute-credit",
                        "c10",
                        "member=bob kind=all report=r1 message=key1 sealed=" + SHA,
                        "",
                        "",
                        new Entry.CreditDisputed("c10", "bob", Optional.empty(), "r1", Optional.of("key1"), SHA)),
                row(
                        "decide-claim",
                        "c9",
                        "verdict=accepted as=admin",
                        "",
                        "",
                        new Entry.ClaimJudged("c9", Claim.Verdict.ACCEPTED, Capacity.ADMIN)),
                row(
                        "leave-of-absence",
                        "bob",
                        "sealed=" + SHA,
                        "2026-01-01",
                        "",
                        new Entry.LeaveNoted("bob", new Dated(day("2026-01-01"), Optional.empty()), Optional.of(SHA))),
                row(
                        "leave-of-absence",
                        "bob",
                        "",
                        "2026-01-01",
                        "2026-01-31",
                        new Entry.LeaveNoted("bob", new Dated(day("2026-01-01"), day("2026-01-31")), Optional.empty())),
                row(
                        "address-works",
                        "bob",
                        "bob@example.org",
                        "",
                        "",
                        new Entry.AddressWorks("bob", "bob@example.org")),
                row(
                        "create-account",
                        "ada",
                        "role=admin person=ada",
                        "",
                        "",
                        new Entry.AccountCreated("ada", "admin", Optional.of("ada"))),
                row("reset-password", "ada", "", "", "", new Entry.PasswordReset("ada")),
                row("remove-account", "ada", "", "", "", new Entry.AccountRemoved("ada")),
                row("load-roster", "roster", "ada, bob", "", "", new Entry.RosterLoaded("roster", "ada, bob")),
                row("sign-in", "ada", "", "", "", new Entry.SignedIn("ada")),
                row(
                        "failed-sign-ins",
                        "17",
                        "2026-01-01T10:00:00Z",
                        "",
                        "",
                        new Entry.SignInsFailed(17, Instant.parse("2026-01-01T10:00:00Z"))),
                row("seal-log", "", "", "", "", new Entry.LogSealed()),
                row("proposed-reject-author", "key1", "", "", "", new Entry.Proposed(new Entry.AuthorRejected("key1"))),
                row("approve-proposal", "36", "", "", "", new Entry.Approved(36)),
                row("decline-proposal", "36", "", "", "", new Entry.Declined(36)),
                row("undo", "2", "", "", "", new Entry.Undone(2)),
                row("credit-name", "ada example", "ada", "", "", new Entry.CreditNameAnswered("ada example", "ada")),
                row(
                        "save-draft",
                        "d7",
                        "message=key1 coordinator=ada sealed=" + SHA,
                        "",
                        "",
                        new Entry.DraftSaved("d7", "key1", "ada", SHA)),
                row("delete-draft", "d7", "", "", "", new Entry.DraftDeleted("d7")),
                row("write-head", "", "", "", "", new Entry.HeadWritten()),
                row("add-sealing-key", "0a1b2c3d", "", "", "", new Entry.SealingKeyAdded("0a1b2c3d")),
                row("retire-sealing-key", "0a1b2c3d", "", "", "", new Entry.SealingKeyRetired("0a1b2c3d")),
                unreadable("rewrite-history", "x", "y", "", ""));
    }

    static Row unreadable(String kind, String subject, String payload, String from, String to) {
        return row(kind, subject, payload, from, to, new Entry.Unreadable(kind, subject, payload, day(from), day(to)));
    }

    private static Row row(String kind, String subject, String payload, String from, String to, Entry entry) {
        return new Row(new EntryText(kind, subject, payload, day(from), day(to)), entry);
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }
}
