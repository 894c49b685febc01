package org.triageledger.work.config;

import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.core.reminder.Notice;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.document.Document;
import org.triageledger.letters.Letter;
import org.triageledger.letters.LetterTemplates;
import org.triageledger.work.Refusal;

/** Letters and the council's report, by the templates that the settings name. */
@ApplicationScoped
public class Letters {
    private final LetterTemplates templates;

    /** @throws Refusal where a template cannot be used */
    public Letters(LedgerConfig config) {
        try {
            this.templates = new LetterTemplates(config.letters());
        } catch (LetterTemplates.BadTemplate e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    public Letter write(Notice notice) {
        return templates.write(notice);
    }

    public Document write(CouncilReport report) {
        return templates.write(report);
    }

    /** The report as a page of its own, to be kept or printed. */
    public String page(CouncilReport report) {
        return templates.page(report);
    }
}
