package org.triageledger.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers as programs and pages see them. One shape serves the command line, the REST API and the pages; the names are a
 * contract. Instants are UTC; days are UTC days; an absent value is {@code null}.
 */
public final class Views {
    private Views() {}

    /** Who is active on a day, under a policy. */
    /** @param lastCovered where mail is missing up to the day asked for: an earlier day on which fewer members are unknown */
    public record Active(
            String policy,
            LocalDate asOf,
            List<MemberLine> members,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LastCovered lastCovered) {}

    /**
     * The last day up to which all mail was read.
     *
     * @param inactive how many members are inactive on that day
     */
    public record LastCovered(LocalDate day, long inactive) {}

    /**
     * @param credits the number of reports with a credit within the window
     * @param creditDays the days within the window on which evidence arrived, for a timeline
     */
    public record MemberLine(
            String member,
            String name,
            String verdict,
            @Nullable LocalDate until,
            @Nullable LocalDate lastCredit,
            int credits,
            List<String> reasons,
            List<LocalDate> creditDays,
            @Nullable String leave) {}

    public record Credits(List<CreditLine> credits, List<CreditLine> pending) {}

    /**
     * @param source where the evidence was read: {@code mail}, {@code announcement}, {@code cve}, {@code ghsa} or {@code claim}
     * @param evidence the id of the record or advisory, or that of the first message
     * @param why only for what is pending
     */
    public record CreditLine(
            String member,
            String kind,
            String report,
            Instant first,
            Instant last,
            List<String> messageIds,
            String trust,
            String rule,
            String source,
            String evidence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String why) {}

    /** One member: the verdict, every criterion, every credit and message behind it. */
    public record Why(
            String policy,
            LocalDate asOf,
            MemberLine member,
            LocalDate windowFrom,
            List<CriterionLine> criteria,
            List<ReportEvidence> credits,
            List<ReportEvidence> pending,
            List<Gap> gaps) {}

    /** Every member with every criterion. */
    public record Evaluated(String policy, LocalDate asOf, List<EvaluatedMember> members) {}

    public record EvaluatedMember(MemberLine member, List<CriterionLine> criteria) {}

    public record CriterionLine(
            String name,
            String result,
            String why,
            List<String> evidence,
            @Nullable LocalDate until) {}

    /** The credits of one member on one report, with the messages that say so. */
    public record ReportEvidence(
            String report,
            List<String> kinds,
            String rule,
            @Nullable String why,
            List<EvidenceLine> messages) {}

    /**
     * @param source as of a credit
     * @param messageId that of a mail; the id of the record or advisory where the source is one
     * @param archivedAt an https address where it can be read, or {@code null}
     */
    public record EvidenceLine(
            String source,
            String messageId,
            Instant arrived,
            String trust,
            String trustWhy,
            @Nullable String archivedAt) {}

    /** A stretch of time that is covered. */
    public record Covered(Instant from, Instant to) {}

    /** A stretch of the window of which mail is missing, and why. */
    public record Gap(Instant from, Instant to, String cause) {}

    public record Threads(List<ThreadLine> threads) {}

    public record ThreadLine(String report, String status, String why, List<String> messageIds) {}

    public record Messages(List<MessageLine> messages) {}

    /**
     * @param author the one address behind it, where one is found
     * @param account the login behind it, where a service relayed the mail
     * @param howWhy the fields and the rule by which the author was found, or is not; empty where it stands in From
     * @param authoredLines how many lines are the author's own; 0 where that cannot be told
     * @param linesUnclear whether it cannot be told which words are the author's own, so that a person is asked
     */
    public record MessageLine(
            String messageId,
            @Nullable String author,
            @Nullable String account,
            String how,
            String howWhy,
            String automation,
            String automationWhy,
            String trust,
            String trustWhy,
            Instant arrived,
            String arrivedBasis,
            int authoredLines,
            boolean linesUnclear,
            boolean idShared,
            List<String> advisories) {}

    public record Quarantine(List<QuarantineLine> quarantine) {}

    /**
     * @param arrived when it came, if that is known: this moment is not covered until the entry is settled
     * @param kept whether the mail is kept, sealed, to be tried again
     */
    public record QuarantineLine(
            long id,
            String source,
            String where,
            String why,
            Instant since,
            @Nullable Instant arrived,
            boolean kept) {}

    /** How each source stands, and what the mail of the last year tells of each list's host. */
    public record Watching(List<SourceLine> sources, List<ListLine> lists) {}

    /**
     * @param list its List-Id
     * @param checks {@code checked}, {@code not-checked}, {@code not-seen} or {@code vouched}
     * @param what a sentence: whether the list's host checks who posts, and what follows
     */
    public record ListLine(String list, String checks, String what) {}

    /**
     * @param kind {@code mailbox} or {@code import}
     * @param state {@code watching}, {@code reading} (a backfill under way), {@code blind} (no good look lately), {@code read} (an import)
     * @param trouble what is wrong now, in a line
     * @param messages stored from it
     * @param backlog messages that wait in the mailbox to be read; 0 for an import
     * @param missing what of this month and the twelve before it was not read completely
     */
    public record SourceLine(
            String name,
            String kind,
            String state,
            @Nullable Instant lastGoodLook,
            @Nullable String trouble,
            long messages,
            long quarantined,
            long backlog,
            List<Covered> covered,
            List<Gap> missing) {}

    /**
     * The months of a year and this one, so far as they are over: how many days of each were read completely.
     *
     * @param months from the first
     * @param rows all sources together, then each
     */
    public record CoverageCalendar(List<YearMonth> months, List<CalendarRow> rows) {}

    /** @param cells one for each month: days read completely of days that are over, as in {@code 12/30} */
    public record CalendarRow(String name, List<String> cells) {}

    /** @param lastGoodLook null before the first */
    public record MailboxState(
            String name, String state, @Nullable Instant lastGoodLook) {}

    /** The public list of members: names only, never addresses. */
    public record Team(List<TeamLine> members) {}

    public record TeamLine(String name, @Nullable String github, boolean admin) {}

    /** What an import did, or would do. */
    public record Imported(
            long read,
            long stored,
            long duplicates,
            long quarantined,
            List<String> passedOver,
            double seconds,
            boolean dryRun) {}

    /** What waits for a person. */
    public record Queue(
            List<Waiting> waiting,
            List<Joinable> threads,
            List<Suggestion> addresses,
            List<RecordViews.Name> names,
            List<OnGitHub> advisories) {
        /** Whether nobody has to decide anything. */
        public boolean nothing() {
            return waiting.isEmpty()
                    && threads.isEmpty()
                    && addresses.isEmpty()
                    && names.isEmpty()
                    && advisories.isEmpty();
        }
    }

    /**
     * Work that would be a credit if a person says that the author is who they seem to be.
     *
     * @param member empty where the message names no member: the answer is any member or address
     * @param messages the Message-IDs with the addresses that may be confirmed for each
     */
    public record Waiting(String member, String name, String report, String why, List<String> messages) {}

    /** Work on an advisory on GitHub that is not certain: it is settled there, and counts with the next look at the repository. */
    public record OnGitHub(String member, String name, String advisory, String why) {}

    /** Messages of GitHub about one repository whose account waits for confirmation. */
    public record Repository(String name, List<String> messages) {
        /** What its button says. */
        public String label() {
            return "Confirm all " + messages.size() + " of " + name;
        }
    }

    /** Threads that may be one, by the ids of their first messages; {@code message} is the one that raises the question. */
    public record Joinable(String message, String why, List<String> threads) {}

    /**
     * An address nobody owns that carries a member's name. Never applied by itself.
     *
     * @param reports in which it wrote
     */
    public record Suggestion(
            String member, String name, String address, long messages, long reports, LocalDate first, LocalDate last) {}

    /**
     * What a decision changes today.
     *
     * @param proposal the number of the audit log's entry where it waits for a second person's approval; 0 where it holds
     */
    public record Effect(List<String> changes, long proposal) {
        /** Nothing was asked yet. */
        public static final Effect NONE = new Effect(List.of());

        Effect(List<String> changes) {
            this(changes, 0);
        }

        public boolean waits() {
            return proposal != 0;
        }
    }

    /** What waits for the person who is signed in. */
    public record ToDo(List<ToDoLine> toDo) {}

    /**
     * @param count how many, at least 1
     * @param what in words that follow the count
     * @param page where it is done
     */
    public record ToDoLine(int count, String what, String page) {}

    public record Settings(List<SettingLine> settings) {}

    /**
     * One setting.
     *
     * @param value null where it is not set, and of a secret always
     * @param place where the value comes from: {@code settings-file}, {@code environment}, {@code command-line}, {@code default}, or
     *     {@code not-set}
     */
    public record SettingLine(String name, @Nullable String value, String place) {}

    /**
     * The end of the audit log.
     *
     * @param hash of the last entry
     */
    public record AuditHead(int entries, String hash, Instant checkedAt) {}

    /**
     * An entry of the audit log.
     *
     * @param via the account that was signed in, or the user of the operating system; empty for entries of earlier versions
     * @param what it says, in words
     * @param group {@code decision}, {@code account}, {@code roster} or {@code sign-in}
     * @param state {@code undone}, {@code awaiting-approval}, {@code approved}, {@code declined}, or empty
     */
    public record DecisionLine(
            long id,
            String kind,
            String one,
            String other,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Instant at,
            String by,
            String reason,
            boolean undone,
            String via,
            String what,
            String group,
            String state,
            boolean undoable) {}

    /** The audit log, oldest entry first. */
    public record AuditLogEntries(List<DecisionLine> entries) {}

    /** Who stops being active when, if nothing happens. */
    public record Forecasts(String policy, LocalDate asOf, List<ForecastLine> members) {}

    /**
     * @param lastDay the last day before nothing keeps them any more, within a year
     * @param keep the one act that would keep or bring them back
     */
    public record ForecastLine(
            String member,
            String name,
            String now,
            @Nullable LocalDate lastDay,
            List<Turn> turns,
            @Nullable String keep) {}

    public record Turn(LocalDate day, String verdict) {}

    /** For whom two policies differ. */
    /** @param inForce the one that is used where none is asked for, with its readings */
    public record Policies(String inForce, List<PolicyLine> policies) {}

    /**
     * @param policy with its readings, as it is asked for
     * @param source the text that it is a reading of
     * @param readings by which it can be read another way
     */
    public record PolicyLine(
            String policy, int version, String source, List<PolicyRule> rules, List<PolicyReading> readings) {}

    public record PolicyRule(String question, String answer) {}

    public record PolicyReading(String name, String meaning) {}

    public record PolicyDifference(String one, String other, LocalDate asOf, List<DifferenceLine> members) {}

    public record DifferenceLine(
            String member, String name, String one, String other, String oneWhy, String otherWhy) {}
}
