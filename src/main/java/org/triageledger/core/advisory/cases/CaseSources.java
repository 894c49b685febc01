package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.advisory.ghsa.Polls;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;

/**
 * What was read of each source. Where a source was not read, nobody can tell whether something is late.
 *
 * @param mail of the team
 * @param announcements of the announce list
 * @param recordsUntil up to which moment all CVE records are known
 * @param polls of repositories on GitHub
 * @param until up to which moment mail can have been read at all
 */
public record CaseSources(
        Coverage mail, Coverage announcements, Optional<Instant> recordsUntil, Polls polls, Instant until) {
    public CaseSources {
        mail = mail.joined();
        announcements = announcements.joined();
    }

    boolean mail(Instant from, Instant to) {
        return covers(mail, from, to);
    }

    boolean announcements(Instant from, Instant to) {
        return covers(announcements, from, to);
    }

    boolean records(Instant to) {
        return recordsUntil.filter(until -> !until.isBefore(to)).isPresent();
    }

    /** Of the repositories of all advisories of a case; of none where it has none. */
    boolean advisories(Case one, Instant to) {
        return one.advisories().stream()
                .allMatch(advisory -> advisory.repository()
                        .filter(repository -> polls.isKnown(repository, to))
                        .isPresent());
    }

    /** Whether all sources that can show a step of a case were read. */
    boolean reports(Case one, Instant from, Instant to) {
        return (one.reports().isEmpty() || mail(from, to)) && advisories(one, to);
    }

    private boolean covers(Coverage coverage, Instant from, Instant to) {
        Instant end = to.isBefore(until) ? to : until;
        return end.isBefore(from) || coverage.gaps(new Stretch(from, end)).isEmpty();
    }
}
