package org.triageledger.core.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.document.Document;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.review.Review;

/** To an admin, at each step: who would be inactive or unknown, what is odd, what waits. */
final class SummaryLetter {
    private SummaryLetter() {}

    /** @param reachable whether a mail to them goes out as well */
    record Silent(Evaluation evaluation, boolean reachable, Optional<Leave> leave) {}

    static Letter write(
            ReminderSettings office,
            Review.Planned review,
            String admin,
            List<Evaluation> foreseen,
            List<Silent> silent,
            List<Finding> findings,
            LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, review.day());
        String subject = "Review " + review.id() + " on " + review.day() + ": " + days
                + (days == 1 ? " day left" : " days left");
        List<Evaluation> unknown = foreseen.stream()
                .filter(one -> one.verdict() instanceof Verdict.Unknown)
                .toList();
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Paragraph("Hello " + admin + ","));
        blocks.add(new Document.Paragraph(
                "this is how the review of " + office.letterhead().team() + " on "
                        + review.day() + " would look if nothing else happened: " + foreseen.size()
                        + (foreseen.size() == 1 ? " member, " : " members, ")
                        + silent.size() + " inactive, " + unknown.size() + " unknown."));
        part(
                blocks,
                "Would be inactive",
                silent.stream().map(SummaryLetter::silent).toList());
        part(
                blocks,
                "Unknown",
                unknown.stream()
                        .map(one -> one.name() + ": " + String.join(" ", one.reasons()))
                        .toList());
        part(blocks, "Findings", findings.stream().map(Finding::sentence).toList());
        part(
                blocks,
                "Waiting for you",
                office.openClaims() == 0
                        ? List.of()
                        : List.of(office.openClaims()
                                + (office.openClaims() == 1 ? " claim or dispute." : " claims and disputes.")));
        office.letterhead().page("/review").ifPresent(page -> blocks.add(new Document.Link("The review", page)));
        blocks.add(new Document.Paragraph("This went to the admins alone, each by themselves."));
        return new Letter(subject, new Document(subject, blocks));
    }

    private static String silent(Silent one) {
        return one.evaluation.name()
                + one.evaluation
                        .lastCredit()
                        .map(day -> ": last credit on " + day)
                        .orElse(": no credit so far")
                + one.leave.map(leave -> ", " + leave.days()).orElse("")
                + (one.reachable ? "" : ", and no address to write to")
                + ".";
    }

    private static void part(List<Document.Block> blocks, String title, List<String> items) {
        if (!items.isEmpty()) {
            blocks.add(new Document.Heading(2, title));
            blocks.add(new Document.Bullets(items));
        }
    }
}
