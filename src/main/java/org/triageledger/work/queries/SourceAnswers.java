package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.author.PosterChecks;
import org.triageledger.store.GapCause;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Days;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.intake.KnownSources;

/** How each source of mail stands now, and what is in quarantine; the same for the command line, the API and the pages. */
@ApplicationScoped
public class SourceAnswers {
    private final Facts facts;
    private final KnownSources sources;
    private final LedgerConfig config;
    private final Days days;
    private final Clock clock;

    private volatile Mail mail = new Mail(LocalDate.MIN, List.of(), List.of(), Map.of(), Map.of());

    SourceAnswers(Facts facts, KnownSources sources, LedgerConfig config, Days days, Clock clock) {
        this.facts = facts;
        this.sources = sources;
        this.config = config;
        this.days = days;
        this.clock = clock;
    }

    @Transactional
    public SourceViews.Quarantine quarantine() {
        return new SourceViews.Quarantine(sources.held().stream()
                .map(entry -> new SourceViews.QuarantineLine(
                        entry.id(),
                        entry.source(),
                        entry.where(),
                        entry.why(),
                        entry.since(),
                        entry.arrived().orElse(null),
                        entry.kept()))
                .toList());
    }

    /** How each source stands now. */
    @OncePerRequest
    @Transactional
    public SourceViews.Watching watching() {
        Instant now = clock.instant();
        List<SourceStore.Gap> noted = sources.gaps();
        List<QuarantineStore.Entry> held = sources.held();
        Mail mail = mail();
        return new SourceViews.Watching(
                sources.all().stream()
                        .map(source -> source(source, mail, noted, held, now))
                        .toList(),
                mail.checks.entrySet().stream()
                        .map(entry -> new SourceViews.ListLine(
                                entry.getKey().value(),
                                entry.getValue().word(),
                                entry.getValue().sentence()))
                        .toList());
    }

    /**
     * What all mail says of sources; made once for as long as the mail is the same objects, and the day the same.
     *
     * @param messages how many were found in each source, by its name
     */
    private record Mail(
            LocalDate today,
            List<Message> team,
            List<Message> announcing,
            Map<String, Integer> messages,
            Map<ListId, PosterChecks> checks) {}

    private Mail mail() {
        Facts.Known known = facts.on(LocalDate.MAX);
        LocalDate today = days.today();
        Mail last = mail;
        if (last.team == known.messages() && last.announcing == known.announcing() && last.today.equals(today)) {
            return last;
        }
        Map<String, Integer> messages = new HashMap<>();
        Stream.concat(known.messages().stream(), known.announcing().stream())
                .forEach(message -> message.places().stream()
                        .map(Place::source)
                        .distinct()
                        .forEach(source -> messages.merge(source, 1, Integer::sum)));
        last = new Mail(
                today,
                known.messages(),
                known.announcing(),
                messages,
                PosterChecks.since(today.minusYears(1), known.messages()));
        mail = last;
        return last;
    }

    private SourceViews.SourceLine source(
            SourceStore.Source source,
            Mail mail,
            List<SourceStore.Gap> noted,
            List<QuarantineStore.Entry> held,
            Instant now) {
        Instant since = days.today()
                .withDayOfMonth(1)
                .minusMonths(12)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        SourceState state = state(source, now);
        return new SourceViews.SourceLine(
                source.name(),
                source.kind().word(),
                state.word(),
                source.lastGoodLook().orElse(null),
                source.trouble().orElse(null),
                mail.messages.getOrDefault(source.name(), 0),
                held.stream()
                        .filter(entry -> entry.source().equals(source.name()))
                        .count(),
                source.backlog(),
                source.covered().stream().map(ViewMapper::covered).toList(),
                CoverageGaps.of(
                        source,
                        noted,
                        held,
                        state,
                        since,
                        (isMailbox(source) ? now.minus(config.blindAfter()) : now).truncatedTo(ChronoUnit.SECONDS)),
                noted.stream()
                        .filter(gap -> gap.cause() == GapCause.RETENTION
                                && gap.source().equals(source.name()))
                        .map(gap -> new SourceViews.Gap(
                                gap.stretch().from(), gap.stretch().to(), Causes.REMOVED))
                        .findFirst()
                        .orElse(null));
    }

    /** The configured mailboxes; one that was never looked at stands here too. Cheap, however much mail there is. */
    @OncePerRequest
    @Transactional
    public List<SourceViews.MailboxState> mailboxes() {
        Instant now = clock.instant();
        return sources.all().stream()
                .filter(source -> config.mailboxes().containsKey(source.name()))
                .map(source -> new SourceViews.MailboxState(
                        source.name(),
                        state(source, now).word(),
                        source.lastGoodLook().orElse(null)))
                .toList();
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

    private static boolean isMailbox(SourceStore.Source source) {
        return source.kind() == SourceOrigin.MAILBOX;
    }
}
