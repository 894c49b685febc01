package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.SameObjects;

/** What everybody did, so far as it counts under a policy. Made once, and asked for any day. */
final class Work {
    private static final long SECONDS_A_DAY = 86_400;
    private static final int MOST_KEPT = 1_000;

    private final Policy policy;
    private final Map<String, Report> reports;

    /** Few reports do not count, so that credits are looked up among these and not among all. */
    private final Set<String> none;

    /** Of each member, in the order of the activity. */
    private final Map<String, List<Credit>> given;

    /** Of each member, sorted by report. */
    private final Map<String, List<Counted>> credits = new HashMap<>();

    private final Map<String, List<Pending>> pending;
    private final Map<String, Map<MessageId, Integer>> lines = new HashMap<>();

    /** A page asks for everybody on a day or two, reminders for the days on which each is due. */
    private final Map<Window, Done> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Window, Done> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Window(String member, LocalDate from, LocalDate to) {}

    /** A credit as far as it counts. */
    private static final class Counted {
        private final String report;
        private final Kind kind;
        private final Credit.Source source;

        /** Whether those before it are on other reports. */
        private boolean first;

        /** When its evidence arrived, in seconds since 1970 UTC, ascending; never empty. */
        private final long[] seconds;

        Counted(Credit credit, long[] seconds) {
            this.report = credit.report();
            this.kind = credit.kind();
            this.source = credit.source();
            this.seconds = seconds;
        }

        /** The second of the latest evidence before an end, or the least number where there is none. */
        long latest(long end) {
            if (seconds[seconds.length - 1] < end) {
                return seconds[seconds.length - 1];
            }
            int found = Arrays.binarySearch(seconds, end - 1);
            int before = found >= 0 ? found : -found - 2;
            return before < 0 ? Long.MIN_VALUE : seconds[before];
        }
    }

    /**
     * What somebody did.
     *
     * @param last the day of the latest evidence up to the end of the window, be it within or before
     * @param reports those with evidence within the window, sorted
     * @param ever how many there are with evidence up to the end of the window
     * @param claimed how many of these reports are known by a claim alone
     * @param published of how many of them a CVE record or advisory alone tells
     * @param waiting what of the window waits for a person to decide
     */
    record Done(
            Optional<LocalDate> last,
            List<String> reports,
            int ever,
            Set<Kind> kinds,
            int claimed,
            int published,
            Waiting waiting) {}

    /**
     * What waits in the review queue.
     *
     * @param messages of the team and of announce lists
     * @param records CVE records that name somebody who may be the member
     * @param advisories on GitHub, of which it is not certain that the member worked on them
     * @param proven of how many of all these it is proved that the member wrote them, or is named
     * @param last the day of the latest of those
     */
    record Waiting(int messages, int records, int advisories, int proven, Optional<LocalDate> last) {
        int all() {
            return messages + records + advisories;
        }
    }

    /** @param before made earlier, of other facts: what a member did is taken from it where their credits are the very same */
    Work(Policy policy, Activity activity, @Nullable Work before) {
        this.policy = policy;
        this.reports = policy.readings().leastLines() <= 1 ? Map.of() : byId(activity.reports());
        this.none = none(activity);
        this.given = activity.credits().stream().collect(Collectors.groupingBy(Credit::member));
        // the threads of which lines are counted may be others under the same credits
        boolean comparable = before != null
                && policy.equals(before.policy)
                && policy.readings().leastLines() <= 1
                && none.equals(before.none);
        given.forEach((member, all) -> {
            List<Counted> known =
                    before != null && comparable && SameObjects.in(all, before.given.getOrDefault(member, List.of()))
                            ? before.credits.getOrDefault(member, List.of())
                            : counted(all);
            if (!known.isEmpty()) {
                credits.put(member, known);
            }
        });
        this.pending = activity.pending().stream()
                .collect(Collectors.groupingBy(pending -> pending.credit().member()));
    }

    /** What somebody did up to the end of a UTC day; what counts as within begins with another. What was asked lately is kept. */
    Done of(String member, LocalDate from, LocalDate to) {
        Window window = new Window(member, from, to);
        synchronized (kept) {
            Done known = kept.get(window);
            if (known != null) {
                return known;
            }
        }
        Done fresh = done(member, from, to);
        synchronized (kept) {
            kept.put(window, fresh);
        }
        return fresh;
    }

    private Done done(String member, LocalDate from, LocalDate to) {
        long start = from.toEpochDay() * SECONDS_A_DAY;
        long end = (to.toEpochDay() + 1) * SECONDS_A_DAY;
        List<Counted> all = credits.getOrDefault(member, List.of());
        long last = Long.MIN_VALUE;
        int ever = 0;
        List<String> within = new ArrayList<>();
        int claimed = 0;
        int published = 0;
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        int next = 0;
        while (next < all.size()) {
            String report = all.get(next).report;
            boolean before = false;
            Set<Credit.Source> sources = EnumSet.noneOf(Credit.Source.class);
            do {
                Counted credit = all.get(next++);
                long latest = credit.latest(end);
                last = Math.max(last, latest);
                before |= latest > Long.MIN_VALUE;
                if (latest >= start) {
                    sources.add(credit.source);
                    kinds.add(credit.kind);
                }
            } while (next < all.size() && !all.get(next).first);
            if (before) {
                ever++;
            }
            if (!sources.isEmpty()) {
                within.add(report);
            }
            if (!sources.contains(Credit.Source.MAIL) && !sources.contains(Credit.Source.ANNOUNCEMENT)) {
                if (sources.contains(Credit.Source.CVE) || sources.contains(Credit.Source.GHSA)) {
                    published++;
                } else if (sources.contains(Credit.Source.CLAIM)) {
                    claimed++;
                }
            }
        }
        return new Done(
                last == Long.MIN_VALUE
                        ? Optional.empty()
                        : Optional.of(LocalDate.ofEpochDay(Math.floorDiv(last, SECONDS_A_DAY))),
                List.copyOf(within),
                ever,
                Collections.unmodifiableSet(kinds),
                claimed,
                published,
                waiting(member, from, to));
    }

    private Waiting waiting(String member, LocalDate from, LocalDate to) {
        Set<String> messages = new HashSet<>();
        Set<String> records = new HashSet<>();
        Set<String> advisories = new HashSet<>();
        Set<String> proven = new HashSet<>();
        Optional<LocalDate> last = Optional.empty();
        for (Pending eachPending : pending.getOrDefault(member, List.of())) {
            for (Credit.Evidence evidence : eachPending.credit().evidence()) {
                LocalDate day = evidence.day();
                if (!day.isBefore(from) && !day.isAfter(to)) {
                    Set<String> waiting = switch (evidence.source()) {
                        case MAIL, ANNOUNCEMENT, CLAIM -> messages;
                        case CVE -> records;
                        case GHSA -> advisories;
                    };
                    waiting.add(evidence.id());
                    if (eachPending.proven()
                            && policy.kinds().contains(eachPending.credit().kind())) {
                        proven.add(evidence.id());
                        last = last.filter(known -> known.isAfter(day)).or(() -> Optional.of(day));
                    }
                }
            }
        }
        return new Waiting(messages.size(), records.size(), advisories.size(), proven.size(), last);
    }

    private List<Counted> counted(List<Credit> all) {
        List<Counted> counted = new ArrayList<>();
        for (Credit credit : all) {
            if (policy.kinds().contains(credit.kind()) && (none.isEmpty() || !none.contains(credit.report()))) {
                long[] seconds = counting(credit);
                if (seconds.length > 0) {
                    counted.add(new Counted(credit, seconds));
                }
            }
        }
        byReport(counted);
        return counted;
    }

    private static void byReport(List<Counted> counted) {
        counted.sort(Comparator.comparing(each -> each.report));
        String before = "";
        for (Counted each : counted) {
            each.first = !each.report.equals(before);
            before = each.report;
        }
    }

    private long[] counting(Credit credit) {
        long[] seconds = new long[credit.evidence().size()];
        int count = 0;
        for (Credit.Evidence evidence : credit.evidence()) {
            if (evidence.trust().compareTo(policy.readings().leastTrust()) <= 0
                    && substantial(credit.report(), evidence)) {
                seconds[count++] = evidence.arrived().getEpochSecond();
            }
        }
        Arrays.sort(seconds, 0, count);
        return Arrays.copyOf(seconds, count);
    }

    private static Map<String, Report> byId(List<Report> reports) {
        return reports.stream().collect(Collectors.toMap(Report::id, Function.identity(), (report, other) -> report));
    }

    /** A report that is not among the facts was good enough for whatever gave the credit. */
    private Set<String> none(Activity activity) {
        Set<String> ids = new HashSet<>();
        for (Report report : activity.reports()) {
            Report.Status status = report.status() == Report.Status.UNREVIEWED
                    ? activity.published().getOrDefault(report.id(), report.status())
                    : report.status();
            if (!counts(status)) {
                ids.add(report.id());
            }
        }
        Set<String> mailed = activity.reports().stream().map(Report::id).collect(Collectors.toSet());
        activity.published().forEach((id, status) -> {
            if (!counts(status) && !mailed.contains(id)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private boolean counts(Report.Status status) {
        Readings readings = policy.readings();
        return switch (status) {
            case VULNERABILITY -> true;
            case UNREVIEWED -> !readings.mustBeVulnerability();
            case NOT_A_VULNERABILITY, DUPLICATE -> !readings.mustBeVulnerability() && readings.notVulnerabilityCounts();
            case SPAM -> !readings.mustBeVulnerability() && readings.spamCounts();
            case INTERNAL, AUTOMATED, UNDECIDED -> false;
        };
    }

    /** Of mails that share an id the longest speaks for all; a message that is not among the facts is not looked at. */
    private boolean substantial(String id, Credit.Evidence evidence) {
        int least = policy.readings().leastLines();
        return least <= 1
                || evidence.messageId()
                        .map(message -> lines.computeIfAbsent(id, this::lines).getOrDefault(message, Integer.MAX_VALUE)
                                >= least)
                        .orElse(true);
    }

    private Map<MessageId, Integer> lines(String id) {
        Report report = reports.get(id);
        return report == null
                ? Map.of()
                : report.thread().messages().stream()
                        .collect(Collectors.toMap(Message::id, Message::authoredLines, Math::max));
    }
}
