package org.triageledger.core.eligibility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Pending.Doubt;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.AdvisoryStatus;
import org.triageledger.core.advisory.ghsa.AdvisoryThreads;
import org.triageledger.core.advisory.ghsa.AdvisoryThreads.Joined;
import org.triageledger.core.advisory.ghsa.AdvisoryWork;
import org.triageledger.core.advisory.ghsa.AdvisoryWork.Standing;
import org.triageledger.core.advisory.ghsa.AdvisoryWorks;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.member.Roster;

/**
 * The work that advisories on GitHub tell of, beside that of which mail does. A comment and the mail that GitHub sent about it are one
 * credit: that of the mail where it counts, else that of the comment, since the API says who wrote it.
 */
public final class AdvisoryCredits {
    /** The name of the rule in a credit for comments. */
    public static final String COMMENTED = "commented-on-advisory";

    /** The name of the rule in a credit for being named in an advisory. */
    public static final String NAMED = "named-in-advisory";

    private static final List<Kind> COMMENT_KINDS = List.of(Kind.TRIAGE, Kind.COMMENT);

    private static final Comparator<Credit> ORDER = Comparator.comparing(Credit::member)
            .thenComparing(Credit::report)
            .thenComparing(Credit::kind)
            .thenComparing(Credit::source)
            .thenComparing(Credit::rule);

    private final Map<GhsaId, Advisory> advisories;
    private final Map<GhsaId, List<Joined>> threads;
    private final Map<MessageThread, Report> reports;
    private final Activity activity;

    private AdvisoryCredits(Activity activity, Collection<Advisory> advisories) {
        this.activity = activity;
        this.advisories = advisories.stream().collect(Collectors.toMap(Advisory::id, Function.identity()));
        this.reports = new IdentityHashMap<>();
        activity.reports().forEach(report -> reports.put(report.thread(), report));
        this.threads = AdvisoryThreads.of(
                advisories, activity.reports().stream().map(Report::thread).toList());
    }

    /**
     * The activity with the credits of advisories. They name the report of the mail that belongs to the advisory where there is one, else
     * the advisory itself.
     *
     * @param advisories as of the day that the activity is of
     * @param minLines lines of its own that a comment must have to count
     */
    public static Activity with(Activity activity, Collection<Advisory> advisories, Roster roster, int minLines) {
        return advisories.isEmpty()
                ? activity
                : new AdvisoryCredits(activity, advisories).with(AdvisoryWorks.of(advisories, roster, minLines));
    }

    /** The reports of mail that belong to each advisory, by id; only those that have any. */
    public static Map<GhsaId, List<Report>> reports(Activity activity, Collection<Advisory> advisories) {
        AdvisoryCredits credits = new AdvisoryCredits(activity, advisories);
        return credits.threads.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry ->
                                entry.getValue().stream().map(credits::reportOf).toList()));
    }

    /** The mail that told of a comment. */
    public static Optional<Message> mailOf(Comment comment, Collection<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.thread().messages().stream())
                .filter(message -> AdvisoryThreads.tellsOf(message, comment))
                .findFirst();
    }

    private Activity with(List<AdvisoryWork> works) {
        Set<String> counted = activity.credits().stream()
                .flatMap(credit -> credit.evidence().stream()
                        .flatMap(evidence -> evidence.messageId().stream())
                        .map(id -> credit.member() + " " + id.value()))
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> settled = new HashSet<>();
        List<Credit> credits = new ArrayList<>(activity.credits());
        List<Pending> waiting = new ArrayList<>();
        for (AdvisoryWork work : works) {
            switch (work) {
                case AdvisoryWork.Named named -> {
                    Credit credit = credit(named, kind(named), List.of(evidence(named)), NAMED);
                    add(credit, named.standing(), credits, waiting);
                }
                case AdvisoryWork.Commented commented -> {
                    List<Credit.Evidence> evidence = new ArrayList<>();
                    for (Comment comment : commented.comments()) {
                        Optional<String> mail = mail(commented, comment)
                                .map(message ->
                                        commented.member() + " " + message.id().value());
                        if (mail.filter(counted::contains).isEmpty()) {
                            evidence.add(evidence(commented, comment));
                            if (commented.standing() == Standing.CERTAIN) {
                                mail.ifPresent(settled::add);
                            }
                        }
                    }
                    if (!evidence.isEmpty()) {
                        for (Kind kind : COMMENT_KINDS) {
                            add(credit(commented, kind, evidence, COMMENTED), commented.standing(), credits, waiting);
                        }
                    }
                }
            }
        }
        credits.sort(ORDER);
        List<Pending> pending = new ArrayList<>(activity.pending().stream()
                .flatMap(eachPending -> without(eachPending, settled).stream())
                .toList());
        pending.addAll(waiting);
        pending.sort(Comparator.comparing(Pending::credit, ORDER)
                .thenComparing(Pending::doubt)
                .thenComparing(Pending::why));
        Map<String, Report.Status> published = new HashMap<>(activity.published());
        advisories.values().forEach(advisory -> published.put(advisory.id().value(), AdvisoryStatus.of(advisory)));
        return new Activity(
                activity.reports(), List.copyOf(credits), List.copyOf(pending), activity.unnamed(), published);
    }

    private static void add(Credit credit, Standing standing, List<Credit> credits, List<Pending> waiting) {
        switch (standing) {
            case CERTAIN -> credits.add(credit);
            case BEGINNING_UNKNOWN -> waiting.add(new Pending(credit, Doubt.AMBIGUOUS, true, standing.why()));
            case NOT_ACCEPTED -> waiting.add(new Pending(credit, Doubt.CLAIMED, false, standing.why()));
        }
    }

    /** What waits without the mail that comments speak for. */
    private static Optional<Pending> without(Pending pending, Set<String> settled) {
        Credit credit = pending.credit();
        List<Credit.Evidence> left = credit.evidence().stream()
                .filter(evidence -> evidence.messageId()
                        .filter(id -> settled.contains(credit.member() + " " + id.value()))
                        .isEmpty())
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pending(
                        new Credit(credit.member(), credit.kind(), credit.report(), left, credit.rule()),
                        pending.doubt(),
                        pending.proven(),
                        pending.why()));
    }

    private Optional<Message> mail(AdvisoryWork.Commented work, Comment comment) {
        return threads.getOrDefault(work.advisory(), List.of()).stream()
                .flatMap(joined -> joined.thread().messages().stream())
                .filter(message -> AdvisoryThreads.tellsOf(message, comment))
                .findFirst();
    }

    private Credit credit(AdvisoryWork work, Kind kind, List<Credit.Evidence> evidence, String rule) {
        return new Credit(work.member(), kind, report(work.advisory()), evidence, rule);
    }

    /** That of GitHub's own mail about it; else that of the one thread in which its id stands; else the advisory itself. */
    private String report(GhsaId id) {
        List<Joined> fitting = threads.getOrDefault(id, List.of()).stream()
                .filter(joined -> reportOf(joined).status().isReport())
                .toList();
        List<Joined> notified = fitting.stream().filter(Joined::notified).toList();
        List<Joined> chosen = notified.isEmpty() ? fitting : notified;
        return chosen.size() == 1 ? reportOf(chosen.getFirst()).id() : id.value();
    }

    private Report reportOf(Joined joined) {
        return Optional.ofNullable(reports.get(joined.thread())).orElseThrow();
    }

    private Credit.Evidence evidence(AdvisoryWork.Commented work, Comment comment) {
        return new Credit.Evidence(
                Credit.Source.GHSA,
                work.advisory().value(),
                comment.created(),
                Trust.ARCHIVE,
                "GitHub names the account of comment " + comment.id(),
                page(work.advisory()));
    }

    private Credit.Evidence evidence(AdvisoryWork.Named work) {
        return new Credit.Evidence(
                Credit.Source.GHSA,
                work.advisory().value(),
                work.when().by(),
                Trust.ARCHIVE,
                "The advisory names the account"
                        + (work.when().isExact()
                                ? ""
                                : ", entered between " + work.when().from() + " and "
                                        + work.when().by()),
                page(work.advisory()));
    }

    private String page(GhsaId id) {
        return Optional.ofNullable(advisories.get(id))
                .flatMap(Advisory::repository)
                .map(repository -> "https://github.com/" + repository + "/security/advisories/" + id.value())
                .orElse("");
    }

    private static Kind kind(AdvisoryWork.Named named) {
        return RecordWork.kind(named.type());
    }
}
