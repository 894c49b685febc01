package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Objects;
import org.triageledger.work.upkeep.RetentionBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "Says which old mail would be removed, as ledger.retention asks for; removes its facts with --apply. The service does"
                    + " that by itself once a day.",
            "Removed are threads whose last message is older than that, and on which no credit, no question, no case and no"
                    + " decision of people rests. The same mail is not taken in again."
        })
final class RetentionCommand extends ActCommand {
    @Option(names = "--apply", description = "Remove it. It cannot be undone, but by a backup.")
    boolean apply;

    @Inject
    RetentionBook retention;

    @Override
    public Integer call() {
        RetentionBook.Outcome outcome = apply ? retention.apply() : retention.look();
        if (outcome.limit() == null) {
            return say(outcome, "Nothing is ever removed: ledger.retention is not set.");
        }
        LocalDate limit = Objects.requireNonNull(outcome.limit());
        return say(
                outcome,
                outcome.threads() + " threads whose last message came before " + limit
                        + (apply ? " were removed" : " would be removed") + ", with " + outcome.messages()
                        + " messages; " + outcome.kept() + " stay, as something rests on them.",
                apply ? "The audit log says so." : "Nothing was changed: add --apply.");
    }
}
