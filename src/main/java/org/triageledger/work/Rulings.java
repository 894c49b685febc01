package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.mail.Word;
import org.triageledger.store.RulingStore;

/** What people say of reports. */
@ApplicationScoped
public class Rulings {
    private final Facts facts;
    private final RulingStore rulings;
    private final Clock clock;

    Rulings(Facts facts, RulingStore rulings, Clock clock) {
        this.facts = facts;
        this.rulings = rulings;
        this.clock = clock;
    }

    /** Gives a report a status. Stays with the message that began it, whatever the thread becomes. */
    @Transactional
    public void mark(String reportId, String word, String by, String reason) {
        Report.Status status = Arrays.stream(Report.Status.values())
                .filter(one -> one.word().equals(word) && one.isForPeople())
                .findFirst()
                .orElseThrow(() -> new Refusal("'" + word + "' is no status: choose "
                        + Arrays.stream(Report.Status.values())
                                .filter(Report.Status::isForPeople)
                                .map(Word::word)
                                .collect(Collectors.joining(", "))));
        if (by.isBlank() || reason.isBlank() || by.length() > 100 || reason.length() > 1000) {
            throw new Refusal("say who decides (up to 100 characters) and why (up to 1,000)");
        }
        Report report = facts.on(LocalDate.MAX).activity().reports().stream()
                .filter(one -> one.id().equals(reportId))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no report '" + reportId + "': see `ledger threads`"));
        rulings.add(new Ruling(
                report.thread().opener().key(), status, clock.instant().truncatedTo(ChronoUnit.MICROS), by, reason));
    }
}
