package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.reminder.Simulation;
import org.triageledger.letters.Letter;
import org.triageledger.work.config.Letters;
import org.triageledger.work.post.Outbox;
import org.triageledger.work.review.ReminderDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "reminders",
        mixinStandardHelpOptions = true,
        description = {
            "The mails before the yearly review. Without an option, or with --simulate: every mail of the next twelve months"
                    + " with its full text, as far as is known now; nothing is sent.",
            "The service sends by itself once ledger.reminders.send is true."
        })
@ReadsOnly(unless = "--send")
final class RemindersCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--simulate", description = "Shows, sends nothing (default).")
    boolean simulate;

    @Option(names = "--send", description = "Sends what is due today, each mail only once.")
    boolean send;

    @Mixin
    Reply reply = new Reply();

    @Inject
    Letters letters;

    @Inject
    ReminderDesk desk;

    @Inject
    Outbox outbox;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        if (send && simulate) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "say --simulate or --send, not both");
        }
        if (send) {
            desk.needServer();
            int noted = desk.note(outbox);
            int sent = outbox.send();
            reply.say(printer, Map.of("noted", noted, "sent", sent), noted + " new, " + sent + " sent");
            return 0;
        }
        List<Simulation.Sent> all = desk.simulate();
        if (reply.form == Reply.Form.json) {
            printer.json(Map.of("mails", all.stream().map(this::view).toList()));
            return 0;
        }
        if (all.isEmpty()) {
            printer.line("Nobody has to be reminded in the next twelve months, as far as is known now.");
        }
        for (Simulation.Sent eachSent : all) {
            view(eachSent)
                    .forEach((name, value) -> printer.line(name.equals("text") ? "\n" + value : name + ": " + value));
            printer.line("----");
        }
        return 0;
    }

    private Map<String, String> view(Simulation.Sent one) {
        Map<String, String> view = new LinkedHashMap<>();
        view.put("day", one.day().toString());
        view.put("kind", one.reminder().key().kind().word());
        view.put("to", one.reminder().name() + " <" + one.reminder().to() + ">");
        Letter letter = letters.write(one.reminder().notice());
        view.put("subject", letter.subject());
        view.put("text", letter.text());
        return view;
    }
}
