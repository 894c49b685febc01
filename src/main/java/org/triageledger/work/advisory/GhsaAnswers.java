package org.triageledger.work.advisory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Between;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;
import org.triageledger.core.eligibility.AdvisoryCredits;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.store.GhsaStore;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.GhsaBook;

/** What is known of advisories on GitHub, the same for the command line and the API. */
@ApplicationScoped
public class GhsaAnswers {
    private final GhsaBook book;
    private final GhsaStore store;
    private final Facts facts;
    private final LedgerConfig config;

    GhsaAnswers(GhsaBook book, GhsaStore store, Facts facts, LedgerConfig config) {
        this.book = book;
        this.store = store;
        this.facts = facts;
        this.config = config;
    }

    /** All advisories that had begun by the end of a UTC day. */
    public GhsaViews.GhsaAdvisories on(LocalDate asOf) {
        Day day = new Day(asOf);
        return new GhsaViews.GhsaAdvisories(
                asOf, day.advisories.stream().map(day::line).toList(), repositories());
    }

    /** Empty where no advisory of that id had begun by the end of a UTC day. */
    public Optional<GhsaViews.GhsaDetail> show(String id, LocalDate asOf, boolean withSummary) {
        Day day = new Day(asOf);
        Optional<GhsaId> wanted = GhsaId.parse(id);
        return day.advisories.stream()
                .filter(eachAdvisory -> wanted.equals(Optional.of(eachAdvisory.id())))
                .findFirst()
                .map(advisory -> day.detail(
                        advisory, withSummary ? book.summary(advisory.id()).orElse(null) : null));
    }

    /** The configured repositories, and those that were polled once. */
    @Transactional
    public List<GhsaViews.RepositoryLine> repositories() {
        List<GhsaStore.Repository> polled = store.repositories();
        Set<List<String>> configured =
                new TreeSet<>((texts, other) -> texts.toString().compareTo(other.toString()));
        config.ghsa()
                .forEach((name, settings) -> settings.repositories()
                        .forEach(repository ->
                                configured.add(List.of(name, repository.strip().toLowerCase(Locale.ROOT)))));
        Stream<GhsaViews.RepositoryLine> known = polled.stream()
                .map(eachRepository -> repository(
                        eachRepository, configured.contains(List.of(eachRepository.source(), eachRepository.name()))));
        Stream<GhsaViews.RepositoryLine> never = configured.stream()
                .filter(texts ->
                        polled.stream().noneMatch(state -> texts.equals(List.of(state.source(), state.name()))))
                .map(texts -> new GhsaViews.RepositoryLine(
                        texts.getFirst(), texts.getLast(), "not-polled", null, null, null, List.of()));
        return Stream.concat(known, never).toList();
    }

    private GhsaViews.RepositoryLine repository(GhsaStore.Repository one, boolean isConfigured) {
        return new GhsaViews.RepositoryLine(
                one.source(),
                one.name(),
                !isConfigured ? "stopped" : one.trouble().isPresent() ? "failing" : "ok",
                one.goodAt().orElse(null),
                book.known().polls().knownUntil(one.name()).orElse(null),
                one.trouble().orElse(null),
                one.notes());
    }

    /** What was known on one day. */
    private final class Day {
        private final GhsaBook.Known known = book.known();
        private final List<Advisory> advisories;
        private final Roster roster;
        private final Map<GhsaId, List<Report>> reports;

        Day(LocalDate asOf) {
            this.advisories = known.advisories(asOf);
            Facts.Known day = facts.on(asOf);
            this.roster = day.roster();
            this.reports = AdvisoryCredits.reports(day.activity(), advisories);
        }

        GhsaViews.GhsaLine line(Advisory advisory) {
            return new GhsaViews.GhsaLine(
                    advisory.id().value(),
                    advisory.repository().orElse(null),
                    advisory.cve().map(cve -> cve.id().value()).orElse(null),
                    advisory.state().word(),
                    time(advisory.states().getLast().when()),
                    advisory.decided().map(tag -> tag.word()).orElse(null),
                    advisory.latest().flatMap(Look::severity).orElse(null),
                    advisory.author().orElse(null),
                    advisory.author().map(this::member).orElse(null),
                    advisory.begun(),
                    advisory.comments().size(),
                    advisory.commentsComplete(),
                    knownUntil(advisory),
                    reportsOf(advisory).stream().map(Report::id).distinct().toList());
        }

        private @Nullable Instant knownUntil(Advisory advisory) {
            return advisory.repository()
                    .flatMap(repository -> known.polls().knownUntil(repository))
                    .orElse(null);
        }

        private List<Report> reportsOf(Advisory advisory) {
            return reports.getOrDefault(advisory.id(), List.of());
        }

        GhsaViews.GhsaDetail detail(Advisory advisory, @Nullable String summary) {
            return new GhsaViews.GhsaDetail(
                    line(advisory),
                    summary,
                    advisory.states().stream()
                            .map(change ->
                                    new GhsaViews.StateLine(change.state().word(), time(change.when())))
                            .toList(),
                    advisory.cve().map(cve -> time(cve.when())).orElse(null),
                    advisory.tags().entrySet().stream()
                            .map(tag -> new GhsaViews.TagLine(
                                    tag.getKey().word(), tag.getKey().meaning(), time(tag.getValue())))
                            .toList(),
                    advisory.credits().stream()
                            .map(credit -> new GhsaViews.GhsaCreditLine(
                                    credit.login(),
                                    member(credit.login()),
                                    credit.type().word(),
                                    credit.acceptance().word(),
                                    time(credit.when()),
                                    credit.type().counts() && member(credit.login()) != null))
                            .toList(),
                    advisory.collaborators().entrySet().stream()
                            .map(entry -> new GhsaViews.AccountLine(
                                    entry.getKey(), member(entry.getKey()), time(entry.getValue())))
                            .toList(),
                    advisory.comments().stream()
                            .map(comment -> comment(comment, reportsOf(advisory)))
                            .toList());
        }

        private GhsaViews.CommentLine comment(Comment comment, List<Report> itsReports) {
            return new GhsaViews.CommentLine(
                    comment.id(),
                    comment.login().orElse(null),
                    comment.login().map(this::member).orElse(null),
                    comment.created(),
                    comment.lines(),
                    comment.length(),
                    AdvisoryCredits.mailOf(comment, itsReports)
                            .map(Message::id)
                            .map(id -> id.value())
                            .orElse(null));
        }

        private @Nullable String member(String login) {
            return roster.byLogin(login).map(Person::id).orElse(null);
        }
    }

    private static GhsaViews.Time time(Between when) {
        return new GhsaViews.Time(when.from(), when.by());
    }
}
