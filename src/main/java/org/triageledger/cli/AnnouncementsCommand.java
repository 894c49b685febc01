package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Mapped;
import org.triageledger.work.advisory.AdvisoryBook;
import org.triageledger.work.advisory.AdvisoryViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "announcements",
        mixinStandardHelpOptions = true,
        description = {
            "The mails of the announce list by a day, the latest first: announcements, and updates that belong to them.",
            "What reads like an announcement and did not come through the list, or whose author is not certain, is a question: then"
                    + " the exit code is 3."
        })
@ReadsOnly
final class AnnouncementsCommand implements Callable<Integer> {
    @Option(names = "--as-of", paramLabel = "DATE", description = "A UTC day (YYYY-MM-DD); today without it.")
    @Nullable
    LocalDate asOf;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    AdvisoryBook advisories;

    @Inject
    Days days;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        AdvisoryViews.Announced all = advisories.announced(days.or(asOf));
        List<List<@Nullable Object>> mails = new Mapped<>(
                all.announcements(),
                line -> Lists.of(
                        line.at(),
                        line.update() ? "update" : "announcement",
                        line.cve(),
                        line.title(),
                        line.author(),
                        line.member(),
                        line.messageId()));
        List<List<@Nullable Object>> questions = new Mapped<>(
                all.questions(),
                line -> Lists.of(line.at(), "question", List.of(), line.why(), null, line.members(), line.messageId()));
        List<String> headings = List.of("at", "what", "cve", "title", "author", "member", "message-id");
        switch (format) {
            case json -> printer.json(all);
            case csv -> printer.csv(headings, Lists.joined(mails, questions));
            case table, text -> printer.table(headings, Lists.joined(mails, questions));
        }
        return all.questions().isEmpty() ? 0 : 3;
    }
}
