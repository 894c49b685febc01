package org.triageledger.core.reminder;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.document.Document;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Readings;
import org.triageledger.core.membership.Leave;

/** To a member who would be inactive: what counts, until when, what to do, how to claim, how to return. Kind, and short. */
final class MemberLetter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private MemberLetter() {}

    static Letter write(
            Policy policy,
            Letterhead head,
            Evaluation evaluation,
            Optional<Leave> leave,
            LocalDate review,
            LocalDate today) {
        String subject = "Before the review on " + DAY.format(review);
        List<Document.Block> blocks = new ArrayList<>();
        add(blocks, "Hello " + evaluation.name() + ",");
        add(
                blocks,
                "once a year " + head.team() + " looks at who took part in handling reports. The next time is "
                        + DAY.format(review) + ", " + left(review, today) + ". "
                        + evaluation
                                .lastCredit()
                                .map(day -> "The last work of yours that we know of was on " + DAY.format(day)
                                        + ", which will not count any more by then")
                                .orElse(
                                        evaluation.waiting() > 0
                                                ? "We cannot tell yet whether you took part"
                                                : "We know of no work of yours so far")
                        + waiting(evaluation.waiting())
                        + ", so as things stand you would be listed as inactive. One answer changes that.");
        leave.ifPresent(one -> add(
                blocks,
                "You are " + one.days(DAY)
                        + ". That stands beside your name in the review, so those who decide know."));
        blocks.add(new Document.Bullets(List.of(
                "What counts: " + work(policy) + reports(policy.readings()) + roles(policy.readings()),
                "Until when: the end of " + DAY.format(review) + ", UTC. Work since "
                        + DAY.format(policy.readings().windowFrom(review)) + " counts.",
                "What to do: answer in one report. That alone is enough.",
                "If you did something that left no mail, by phone or in an advisory on GitHub, say so: claim it"
                        + (head.pages().isPresent() ? " on your page" : ", by writing to " + head.contact())
                        + ". Somebody else than you decides.",
                "If you have moved on, thank you for what you did; you need do nothing, or can resign at once. Nobody is"
                        + " removed by a program: people decide after the review. Whoever left can be nominated again at any"
                        + " time, like anybody else.")));
        head.page("/me").ifPresent(page -> blocks.add(new Document.Link("What we know of your work", page)));
        add(
                blocks,
                "This went to you alone, and was written by a program. For a person, write to " + head.contact() + ".");
        return new Letter(subject, new Document(subject, blocks));
    }

    private static String waiting(int messages) {
        return messages == 0
                ? ""
                : "; " + messages
                        + (messages == 1 ? " message that may be yours waits" : " messages that may be yours wait")
                        + " for a decision of the admins";
    }

    private static String left(LocalDate review, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, review);
        return days == 1 ? "tomorrow" : "in " + days + " days";
    }

    private static String work(Policy policy) {
        return policy.kinds().contains(Kind.COMMENT)
                ? "an answer of your own in a report, coordinating one, or work on its fix or its advisory."
                : "triaging or coordinating a report: an answer of your own in it, or work on its fix or its advisory.";
    }

    private static String reports(Readings readings) {
        if (readings.mustBeVulnerability()) {
            return " Only reports that were confirmed as a vulnerability count.";
        }
        if (!readings.notVulnerabilityCounts()) {
            return " Reports that turned out to be no vulnerability do not count.";
        }
        return readings.spamCounts() ? "" : " Spam does not count.";
    }

    private static String roles(Readings readings) {
        return " Release managers" + (readings.expertsExempt() ? " and experts" : "")
                + " of a living branch and the steering council stay in any case.";
    }

    private static void add(List<Document.Block> blocks, String sentences) {
        blocks.add(new Document.Paragraph(sentences));
    }
}
