package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.PeopleViews;

/** A claim or dispute with the evidence beside it and what accepting it would change; the same for pages, API and command line. */
@ApplicationScoped
public class ClaimAnswers {
    /** How far from the day of claimed work other credits of the member are shown. */
    private static final int DAYS_AROUND = 14;

    private final ClaimBook claims;
    private final EvidenceAnswers evidence;
    private final Decisions decisions;

    ClaimAnswers(ClaimBook claims, EvidenceAnswers evidence, Decisions decisions) {
        this.claims = claims;
        this.evidence = evidence;
        this.decisions = decisions;
    }

    /**
     * Who looks at it.
     *
     * @param self the id in the roster; empty where the account belongs to nobody
     * @param judges whether they may decide on claims of others, and so read what was said
     * @param seesAll whether they see everybody's evidence
     */
    public record Asking(String self, boolean judges, boolean seesAll) {
        /** Somebody at the command line, who reads the database anyway. */
        public static final Asking OPERATOR = new Asking("", true, true);
    }

    /** Empty where there is no claim of that id. */
    @Transactional
    public Optional<QueueViews.ClaimDetail> one(String id, Asking asking) {
        return claims.all(claimant -> asking.judges || claimant.equals(asking.self)).claims().stream()
                .filter(line -> line.claim().equals(id))
                .findFirst()
                .map(line -> detail(line, asking));
    }

    private QueueViews.ClaimDetail detail(PeopleViews.ClaimLine line, Asking asking) {
        List<EvidenceViews.ReportEvidence> found = beside(line);
        boolean open = line.state().equals("open");
        boolean own = line.by().equals(asking.self) || line.member().equals(asking.self);
        return new QueueViews.ClaimDetail(
                line,
                open && asking.judges && !own,
                asking.seesAll || line.member().equals(asking.self) ? found : List.of(),
                found.stream().mapToInt(report -> report.messages().size()).sum(),
                open
                        ? decisions.previewAccepted(line.claim()).changes().stream()
                                .map(change -> named(change, line))
                                .toList()
                        : List.of());
    }

    /** Changes begin with the id of whom they are about, which is the claimant's name here. */
    private static String named(String change, PeopleViews.ClaimLine line) {
        return change.startsWith(line.member() + " ")
                ? line.name() + change.substring(line.member().length())
                : change;
    }

    private List<EvidenceViews.ReportEvidence> beside(PeopleViews.ClaimLine line) {
        LocalDate day = line.day();
        String report = line.report();
        if (report != null && line.state().equals("accepted")) {
            return evidence.on(report, line.member(), decisions.supposingRejected(line.claim()));
        }
        return day == null
                ? evidence.of(line.member(), Optional.empty(), Optional.empty()).stream()
                        .filter(found -> found.report().equals(report))
                        .toList()
                : evidence.of(
                        line.member(), Optional.of(day.minusDays(DAYS_AROUND)), Optional.of(day.plusDays(DAYS_AROUND)));
    }
}
