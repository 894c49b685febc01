package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.coverage.KnownUntil;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Difference;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Forecast;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Readings;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.mail.author.PosterChecks;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;

/** Every question that can be asked, answered the same for the command line, the API and the pages. */
@ApplicationScoped
public class Answers {
    private final Facts facts;
    private final SourceStore sources;
    private final QuarantineStore quarantine;
    private final Causes causes;
    private final ReviewBook reviews;
    private final MessageCopyStore sightings;
    private final LedgerConfig config;
    private final Clock clock;

    Answers(
            Facts facts,
            SourceStore sources,
            QuarantineStore quarantine,
            Causes causes,
            ReviewBook reviews,
            MessageCopyStore sightings,
            LedgerConfig config,
            Clock clock) {
        this.facts = facts;
        this.sources = sources;
        this.quarantine = quarantine;
        this.causes = causes;
        this.reviews = reviews;
        this.sightings = sightings;
        this.config = config;
        this.clock = clock;
    }

    /** Today's UTC day. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public LocalDate dayOr(@Nullable LocalDate day) {
        return day == null ? today() : day;
    }

    public String policyOr(@Nullable String policy) {
        return policy == null ? config.policy() : policy;
    }

    /**
     * The policy somebody asked for, or that of the settings where they asked for none.
     *
     * @throws Refusal where there is none of that name; its line does not repeat what was sent
     */
    public String policyAsked(@Nullable String policy) {
        String name = policyOr(policy);
        if (Policy.asked(name).isEmpty()) {
            throw new Refusal("unknown policy. Valid: " + String.join(", ", policies()));
        }
        return name;
    }

    public List<String> policies() {
        return Policy.names();
    }

    /** What can be chosen from: the configured policy with its readings first, then each as it is. */
    public List<String> choices() {
        return Stream.concat(Stream.of(config.policy()), policies().stream())
                .distinct()
                .toList();
    }

    /** The readings by which each policy can be read otherwise than it is. */
    public Map<String, List<String>> readings() {
        Map<String, List<String>> readings = new LinkedHashMap<>();
        for (String name : policies()) {
            Policy policy = Policy.named(name).orElseThrow();
            readings.put(
                    name,
                    Readings.names().stream()
                            .filter(reading -> !policy.reading(reading).equals(Optional.of(policy)))
                            .toList());
        }
        return readings;
    }

    /** @throws Refusal where it is no policy with readings behind it; its line does not repeat what was sent */
    public String readingAsked(String name, String asked) {
        if (Policy.asked(asked).isEmpty()) {
            throw new Refusal("unknown policy '" + name + "'. Valid: " + String.join(", ", policies())
                    + ", with + and a reading behind it or without");
        }
        return asked;
    }

    public Views.Active active(LocalDate asOf, String policyName) {
        Policy policy = reviews.policyOf(policyName, asOf);
        Facts.Known known = facts.on(asOf);
        List<Evaluation> evaluations = evaluate(known, policy, asOf);
        return new Views.Active(
                policyName,
                asOf,
                evaluations.stream()
                        .map(evaluation -> ViewMapper.member(evaluation, known.activity(), known.leaves(), asOf))
                        .toList(),
                lastCovered(known, policyName, asOf, evaluations).orElse(null));
    }

    /** A ledger that is fed by archives knows nothing of the days since; its answers are those of the last day that it knows. */
    private Optional<Views.LastCovered> lastCovered(
            Facts.Known known, String policyName, LocalDate asOf, List<Evaluation> evaluations) {
        long unknown = missingMail(evaluations);
        if (unknown == 0) {
            return Optional.empty();
        }
        return known.coverage().lastWholeDay(asOf).flatMap(day -> {
            List<Evaluation> then = evaluate(facts.on(day), reviews.policyOf(policyName, day), day);
            long inactive = then.stream()
                    .filter(one -> one.verdict() instanceof Verdict.Inactive)
                    .count();
            return missingMail(then) < unknown ? Optional.of(new Views.LastCovered(day, inactive)) : Optional.empty();
        });
    }

    private static long missingMail(List<Evaluation> evaluations) {
        return evaluations.stream()
                .filter(one -> one.verdict() instanceof Verdict.Unknown unknown
                        && !unknown.gaps().isEmpty())
                .count();
    }

    public Views.Evaluated evaluate(LocalDate asOf, String policyName) {
        Policy policy = reviews.policyOf(policyName, asOf);
        Facts.Known known = facts.on(asOf);
        return new Views.Evaluated(
                policyName,
                asOf,
                evaluate(known, policy, asOf).stream()
                        .map(evaluation -> new Views.EvaluatedMember(
                                ViewMapper.member(evaluation, known.activity(), known.leaves(), asOf),
                                ViewMapper.criteria(evaluation)))
                        .toList());
    }

    /** @throws Refusal where nobody is a member under that id on that day */
    public Views.Why why(String member, LocalDate asOf, String policyName) {
        Policy policy = reviews.policyOf(policyName, asOf);
        Facts.Known known = facts.on(asOf);
        Evaluation evaluation = evaluate(known, policy, asOf).stream()
                .filter(one -> one.member().equals(member))
                .findFirst()
                .orElseThrow(() -> new Refusal("nobody with the id '" + member + "' is a member on " + asOf
                        + ": see `ledger active --as-of " + asOf + "`"));
        List<Views.Gap> gaps =
                evaluation.verdict() instanceof Verdict.Unknown unknown ? causes.of(unknown.gaps()) : List.of();
        return new Views.Why(
                policyName,
                asOf,
                ViewMapper.member(evaluation, known.activity(), known.leaves(), asOf),
                policy.readings().windowFrom(asOf),
                ViewMapper.criteria(evaluation),
                ViewMapper.evidence(known.activity().credits().stream()
                        .filter(credit -> credit.member().equals(member))
                        .toList()),
                ViewMapper.pending(known.activity().pending().stream()
                        .filter(pending -> pending.credit().member().equals(member))
                        .toList()),
                gaps);
    }

    /** What no source has read completely of these UTC days, so far as it can have been read by now, or on a day to come. */
    public List<Views.Gap> missing(LocalDate first, LocalDate asOf) {
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = KnownUntil.within(asOf, facts.knownUntil(asOf));
        return to.isBefore(from)
                ? List.of()
                : causes.of(facts.on(asOf).coverage().gaps(new Stretch(from, to)));
    }

    /** Whether the roster knows somebody under that id. */
    public boolean isKnown(String member) {
        return facts.on(today()).roster().withId(member).isPresent();
    }

    public Views.Credits credits(Optional<String> member, Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new Refusal("the range ends before it begins: give the earlier day as from");
        }
        Facts.Known known = facts.on(LocalDate.MAX);
        member.ifPresent(id -> {
            if (known.roster().people().stream().noneMatch(person -> person.id().equals(id))) {
                throw new Refusal("nobody in the roster has the id '" + id + "': see `ledger active`");
            }
        });
        return new Views.Credits(
                new Mapped<>(
                        known.activity().credits().stream()
                                .filter(credit ->
                                        member.map(credit.member()::equals).orElse(true))
                                .flatMap(credit -> ViewMapper.within(credit, from, to).stream())
                                .toList(),
                        ViewMapper::credit),
                new Mapped<>(
                        known.activity().pending().stream()
                                .filter(pending -> member.map(pending.credit().member()::equals)
                                        .orElse(true))
                                .flatMap(pending -> ViewMapper.within(pending.credit(), from, to).stream()
                                        .map(credit ->
                                                new Pending(credit, pending.doubt(), pending.proven(), pending.why())))
                                .toList(),
                        pending -> ViewMapper.pending(pending.credit(), pending)));
    }

    public Views.Threads threads() {
        return new Views.Threads(new Mapped<>(facts.on(LocalDate.MAX).activity().reports(), ViewMapper::thread));
    }

    public Views.Messages messages() {
        return new Views.Messages(new Mapped<>(facts.on(LocalDate.MAX).messages(), ViewMapper::message));
    }

    @Transactional
    public Views.Quarantine quarantine() {
        return new Views.Quarantine(quarantine.open().stream()
                .map(one -> new Views.QuarantineLine(
                        one.id(),
                        one.source(),
                        one.where(),
                        one.why(),
                        one.since(),
                        one.arrived().orElse(null),
                        one.kept()))
                .toList());
    }

    /** How each source stands now. */
    @Transactional
    public Views.Watching watching() {
        Instant now = clock.instant();
        Map<Long, SourceStore.Tally> tallies = sources.tallies();
        List<SourceStore.Gap> noted = sources.gaps();
        List<QuarantineStore.Entry> held = quarantine.open();
        return new Views.Watching(
                sources.all().stream()
                        .map(source -> source(
                                source, tallies.getOrDefault(source.id(), SourceStore.Tally.NONE), noted, held, now))
                        .toList(),
                PosterChecks.since(
                                today().minusYears(1), facts.on(LocalDate.MAX).messages())
                        .entrySet()
                        .stream()
                        .map(entry -> new Views.ListLine(
                                entry.getKey().value(),
                                entry.getValue().word(),
                                entry.getValue().sentence()))
                        .toList());
    }

    public Set<String> mailboxNames() {
        return config.mailboxes().keySet();
    }

    /** The configured mailboxes; one that was never looked at stands here too. Cheap, however much mail there is. */
    @Transactional
    public List<Views.MailboxState> mailboxes() {
        Instant now = clock.instant();
        return sources.all().stream()
                .filter(source -> config.mailboxes().containsKey(source.name()))
                .map(source -> new Views.MailboxState(
                        source.name(),
                        state(source, now).word(),
                        source.lastGoodLook().orElse(null)))
                .toList();
    }

    /** How many messages wait in a mailbox to be read, as far as is known. */
    @Transactional
    public double unread(String mailbox) {
        return sources.backlog(mailbox);
    }

    /** Seconds since the last successful sync of a mailbox; before the first, since it was configured. */
    @Transactional
    public double secondsSinceLook(String mailbox) {
        return sources.seenAt(mailbox)
                .map(look -> Duration.between(look, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    @Transactional
    public double storedMessages() {
        return sightings.count();
    }

    @Transactional
    public double quarantined() {
        return quarantine.open().size();
    }

    /** Members and admins, for everybody to see: names and accounts, nothing else. */
    public Views.Team team() {
        LocalDate today = today();
        return new Views.Team(facts.on(today).roster().people().stream()
                .filter(person -> person.isMember(today))
                .map(person -> new Views.TeamLine(person.name(), person.github().orElse(null), isAdmin(person, today)))
                .toList());
    }

    private static boolean isAdmin(Person person, LocalDate day) {
        return person.roles().stream()
                .anyMatch(role -> role.kind() == Role.Kind.ADMIN && role.when().holds(day));
    }

    private Views.SourceLine source(
            SourceStore.Source source,
            SourceStore.Tally tally,
            List<SourceStore.Gap> noted,
            List<QuarantineStore.Entry> held,
            Instant now) {
        Instant since = today().withDayOfMonth(1)
                .minusMonths(12)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        SourceState state = state(source, now);
        return new Views.SourceLine(
                source.name(),
                source.kind().word(),
                state.word(),
                source.lastGoodLook().orElse(null),
                source.trouble().orElse(null),
                tally.messages(),
                tally.quarantined(),
                source.backlog(),
                source.covered().stream().map(ViewMapper::covered).toList(),
                CoverageGaps.of(
                        source,
                        noted,
                        held,
                        state,
                        since,
                        (isMailbox(source) ? now.minus(config.blindAfter()) : now).truncatedTo(ChronoUnit.SECONDS)));
    }

    private static boolean isMailbox(SourceStore.Source source) {
        return source.kind() == SourceOrigin.MAILBOX;
    }

    private SourceState state(SourceStore.Source source, Instant now) {
        if (!isMailbox(source)) {
            return SourceState.READ;
        }
        if (!config.mailboxes().containsKey(source.name())) {
            return SourceState.RETIRED;
        }
        boolean recent = source.lastGoodLook()
                .map(look -> look.isAfter(now.minus(config.blindAfter())))
                .orElse(false);
        if (!recent) {
            return source.lastGoodLook().isEmpty() && source.trouble().isEmpty()
                    ? SourceState.READING
                    : SourceState.BLIND;
        }
        return source.backlog() > 0 ? SourceState.READING : SourceState.WATCHING;
    }

    private List<Evaluation> evaluate(Facts.Known known, Policy policy, LocalDate asOf) {
        return facts.evaluations(known, policy, asOf).on(asOf);
    }

    /** If nothing happens: who stops being active and when, the earliest first. */
    public Views.Forecasts forecast(LocalDate asOf, String policyName) {
        Policy policy = reviews.policyOf(policyName, asOf);
        Facts.Known known = facts.on(asOf);
        Evaluations evaluations = facts.evaluations(known, policy, asOf);
        return new Views.Forecasts(
                policyName,
                asOf,
                Forecast.of(evaluations, asOf, asOf.plusYears(1)).stream()
                        .map(one -> new Views.ForecastLine(
                                one.member(),
                                one.name(),
                                one.now().word(),
                                one.lastDay().orElse(null),
                                one.turns().stream()
                                        .map(turn -> new Views.Turn(
                                                turn.day(), turn.verdict().word()))
                                        .toList(),
                                one.keep().orElse(null)))
                        .toList());
    }

    /** For whom two policies, or two readings, differ on a day. */
    public Views.PolicyDifference difference(String one, String other, LocalDate asOf) {
        Facts.Known known = facts.on(asOf);
        List<Evaluation> ones = evaluate(known, reviews.policyOf(one, asOf), asOf);
        List<Evaluation> others = evaluate(known, reviews.policyOf(other, asOf), asOf);
        return new Views.PolicyDifference(
                one,
                other,
                asOf,
                Difference.between(ones, others).stream()
                        .map(difference -> new Views.DifferenceLine(
                                difference.member(),
                                difference.name(),
                                word(difference.one()),
                                word(difference.other()),
                                why(difference.one()),
                                why(difference.other())))
                        .toList());
    }

    private static String word(Optional<Evaluation> evaluation) {
        return evaluation.map(one -> one.verdict().word()).orElse("no member");
    }

    private static String why(Optional<Evaluation> evaluation) {
        return evaluation.flatMap(one -> one.reasons().stream().findFirst()).orElse("");
    }

    /** The days of the calendar for which all mail of a source is claimed, as a stretch of time. */
    static Stretch days(LocalDate from, LocalDate to) {
        return new Stretch(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
