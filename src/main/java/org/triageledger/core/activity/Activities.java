package org.triageledger.core.activity;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.activity.Credit.Evidence;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.activity.Pending.Doubt;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Roster;

/**
 * Reports to credits. A member, on the UTC day a message of theirs arrived, who writes in a report they did not begin earns
 * {@link Kind#TRIAGE} and {@link Kind#COMMENT} there, once each, with all such messages as evidence.
 *
 * <p>Whatever is not certain waits for a person and does not count: a message nobody can vouch for, an ambiguous author, and
 * work in a thread that the member may have begun.
 */
public final class Activities {
    /** The name of the rule in every credit given here. */
    public static final String RULE = "wrote-in-report";

    private static final List<Kind> KINDS = List.of(Kind.TRIAGE, Kind.COMMENT);

    static final Comparator<Credit> BY_MEMBER =
            Comparator.comparing(Credit::member).thenComparing(Credit::report).thenComparing(Credit::kind);

    static final Comparator<Pending> PENDING = Comparator.comparing(Pending::credit, BY_MEMBER)
            .thenComparing(Pending::doubt)
            .thenComparing(Pending::why);

    private static final long SECONDS_A_DAY = 86_400;

    /** Moderation and greylisting take days; a mail that takes longer was sent again, or is dated wrongly. */
    private static final Duration LATEST_ARRIVAL = Duration.ofDays(30);

    private Activities() {}

    /** What of a member's work on one report is of the same certainty. */
    private record Share(String member, Standing standing) {}

    /** How certain it is that a message is a member's work, of its day, in a report they did not begin. */
    private enum Standing {
        CERTAIN,
        CLAIMED,
        /** Another mail with its id is better trusted, or came earlier, and names somebody else. */
        LESSER_COPY,
        AMBIGUOUS_AUTHOR,
        AMBIGUOUS_BEGINNING,
        UNSEEN_BEGINNING,
        UNDATED,
        SENT_AGAIN,
        MAYBE_AUTOMATIC,
        UNCLEAR_WORDS
    }

    /**
     * The messages that had arrived by the end of a UTC day. Threads, reports and credits as of a past day are made of these
     * alone.
     */
    public static List<Message> upTo(Collection<Message> messages, LocalDate day) {
        long last = day.toEpochDay();
        return messages.stream().filter(message -> epochDay(message) <= last).toList();
    }

    /** The UTC day of arrival, as days since the epoch. */
    static long epochDay(Message message) {
        return Math.floorDiv(message.arrivedAt().getEpochSecond(), SECONDS_A_DAY);
    }

    /** Credits and what waits, each sorted by member, report and kind. */
    public static Activity of(List<Report> reports, Roster roster, CreditRules rules) {
        List<Credit> credits = new ArrayList<>();
        List<Pending> pending = new ArrayList<>();
        List<UnnamedAuthor> unnamed = new ArrayList<>();
        for (Report report : reports) {
            unnamed.addAll(unnamed(report, roster, rules));
            if (!report.status().isReport() && report.status() != Report.Status.UNDECIDED) {
                continue;
            }
            shares(report, roster, rules).forEach((share, messages) -> {
                List<Evidence> evidence = evidence(messages);
                for (Kind kind : KINDS) {
                    Credit credit = new Credit(share.member, kind, report.id(), evidence, RULE);
                    doubt(share.standing, credit).ifPresentOrElse(pending::add, () -> {
                        credits.add(credit);
                        disputed(share.member, kind, report, messages).ifPresent(pending::add);
                    });
                }
            });
        }
        credits.sort(BY_MEMBER);
        pending.sort(PENDING);
        return new Activity(List.copyOf(reports), List.copyOf(credits), List.copyOf(pending), List.copyOf(unnamed));
    }

    /**
     * An ambiguous author always leaves a question. Where members are among the candidates their work waits; these are the others. An
     * opening that names only outsiders is an outsider's, no matter which of them wrote it.
     */
    private static List<UnnamedAuthor> unnamed(Report report, Roster roster, CreditRules rules) {
        List<UnnamedAuthor> found = new ArrayList<>();
        Optional<String> opening = Beginning.opener(report.thread()).map(Message::key);
        for (Message message : report.thread().messages()) {
            if (message.author() instanceof Author.Ambiguous unclear
                    && (message.isHuman() || message.hidesAccount())
                    && message.mayHaveLines(rules.minLines())
                    && isUnnamed(Writer.of(message, roster))) {
                List<Address> candidates =
                        unclear.candidates().stream().map(Mailbox::address).toList();
                if (candidates.isEmpty() || !opening.equals(Optional.of(message.key()))) {
                    found.add(new UnnamedAuthor(report.id(), message, candidates));
                }
            }
        }
        return found;
    }

    private static boolean isUnnamed(Writer writer) {
        return switch (writer) {
            case Writer.Member ignored -> false;
            case Writer.Outsider ignored -> true;
            case Writer.Unclear unclear -> unclear.members().isEmpty();
        };
    }

    /** Whether a service says in it what an account did. */
    static boolean relaysAnAct(Message message) {
        return message.automation() == Automation.NOTIFICATION
                && message.author().account().isPresent()
                && !message.isOfApp();
    }

    /** The opening is nobody's answer, no matter who wrote it: if it is a member's, that member began the thread. */
    private static Map<Share, List<Message>> shares(Report report, Roster roster, CreditRules rules) {
        Beginning beginning = Beginning.of(report.thread(), roster);
        Optional<String> opening = beginning instanceof Beginning.Unseen
                ? Optional.empty()
                : Beginning.opener(report.thread()).map(Message::key);
        Map<Share, List<Message>> shares = new HashMap<>();
        for (Message message : report.thread().messages()) {
            boolean works = message.isHuman() || relaysAnAct(message);
            if (!works || opening.equals(Optional.of(message.key())) || !message.mayHaveLines(rules.minLines())) {
                continue;
            }
            switch (Writer.of(message, roster)) {
                case Writer.Member member -> {
                    Standing standing = isLesserCopy(member, message, report, roster)
                            ? Standing.LESSER_COPY
                            : standing(member.id(), message, report, beginning);
                    add(shares, new Share(member.id(), standing), message, beginning);
                }
                case Writer.Unclear unclear ->
                    unclear.members()
                            .forEach(member ->
                                    add(shares, new Share(member, Standing.AMBIGUOUS_AUTHOR), message, beginning));
                case Writer.Outsider ignored -> {}
            }
        }
        return shares;
    }

    private static void add(Map<Share, List<Message>> shares, Share share, Message message, Beginning beginning) {
        if (!beginning.isBy(share.member)) {
            shares.computeIfAbsent(share, first -> new ArrayList<>(1)).add(message);
        }
    }

    /** Anyone who sends a mail again under its id and another name does so later, and with no better proof. */
    private static boolean isLesserCopy(Writer.Member member, Message message, Report report, Roster roster) {
        return message.idShared()
                && report.thread().messages().stream()
                        .filter(other -> other.id().equals(message.id()) && isBetter(other, message))
                        .anyMatch(other -> switch (Writer.of(other, roster)) {
                            case Writer.Member author -> !author.equals(member);
                            case Writer.Outsider ignored -> true;
                            case Writer.Unclear ignored -> false;
                        });
    }

    private static boolean isBetter(Message one, Message other) {
        int trust = one.trust().compareTo(other.trust());
        return trust < 0
                || (trust == 0 && one.hasContentOf(other) && one.arrivedAt().isBefore(other.arrivedAt()));
    }

    private static Standing standing(String member, Message message, Report report, Beginning beginning) {
        if (!Beginning.believed(message)) {
            return Standing.CLAIMED;
        }
        if (message.isDoubtful()) {
            return Standing.MAYBE_AUTOMATIC;
        }
        if (message.linesUnclear()) {
            return Standing.UNCLEAR_WORDS;
        }
        if (message.arrival().basis() == Arrival.Basis.READ) {
            return Standing.UNDATED;
        }
        if (isSentAgain(message)) {
            return Standing.SENT_AGAIN;
        }
        if (beginning instanceof Beginning.Unseen) {
            return Standing.UNSEEN_BEGINNING;
        }
        boolean certain = report.status().isReport() && !beginning.maybe(member);
        return certain ? Standing.CERTAIN : Standing.AMBIGUOUS_BEGINNING;
    }

    /**
     * A mail that somebody resent (RFC 5322 §3.6.6), or whose sender's clock is wrong, arrives long after its own date. Which of the two
     * holds, and so when the work was done, a person must say.
     */
    private static boolean isSentAgain(Message message) {
        return message.date()
                .map(date -> date.plus(LATEST_ARRIVAL).isBefore(message.arrivedAt()))
                .orElse(false);
    }

    private static Optional<Pending> doubt(Standing standing, Credit credit) {
        return switch (standing) {
            case CERTAIN -> Optional.empty();
            case CLAIMED ->
                Optional.of(new Pending(
                        credit,
                        Doubt.CLAIMED,
                        false,
                        "Sender not authenticated (no DMARC pass, no trusted signature)"));
            case LESSER_COPY ->
                Optional.of(new Pending(
                        credit,
                        Doubt.AMBIGUOUS,
                        false,
                        "Another message with the same Message-ID, with better proof or earlier, names somebody else"));
            case AMBIGUOUS_AUTHOR ->
                Optional.of(new Pending(credit, Doubt.AMBIGUOUS, false, "Several people may have written it"));
            case AMBIGUOUS_BEGINNING -> proven(credit, "It is not certain who began this thread");
            case MAYBE_AUTOMATIC -> proven(credit, "It may be an automatic reply");
            case UNCLEAR_WORDS -> proven(credit, "It cannot be told which words are their own");
            case UNDATED -> proven(credit, "Nothing says when it came");
            case SENT_AGAIN -> proven(credit, "Its own date is long before its arrival: it may have been sent again");
            case UNSEEN_BEGINNING -> proven(credit, "The beginning of this thread was never seen");
        };
    }

    /** What counts by the better of several copies, while another copy says that it should not. */
    private static Optional<Pending> disputed(String member, Kind kind, Report report, List<Message> messages) {
        List<Message> disputed = messages.stream().filter(Message::disputed).toList();
        return disputed.isEmpty()
                ? Optional.empty()
                : proven(
                        new Credit(member, kind, report.id(), evidence(disputed), RULE),
                        "It counts, but a copy of it that is less trusted says that it is automatic or by somebody else");
    }

    /** It is proved who wrote it; something else is in doubt. */
    private static Optional<Pending> proven(Credit credit, String why) {
        return Optional.of(new Pending(credit, Doubt.AMBIGUOUS, true, why));
    }

    /** The messages of a thread stand in order of arrival, and so does the evidence. */
    private static List<Evidence> evidence(List<Message> messages) {
        return messages.stream()
                .map(message -> new Evidence(
                        message.id(),
                        message.arrivedAt(),
                        message.trust(),
                        message.trustWhy(),
                        message.archivedAt().orElse("")))
                .toList();
    }
}
