package org.triageledger.work.post;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.triageledger.store.ReturnStore;
import org.triageledger.work.people.Directory;

/** What admins are told of mail that does not arrive. */
final class ReturnLetters {
    private ReturnLetters() {}

    /** About somebody, and when; no address is written into a mail. */
    @Produces
    @Singleton
    static LetterWriter returned(Directory directory, ReturnStore returns) {
        return new ParagraphLetter(Returns.RETURNED, directory) {
            @Override
            protected Optional<List<String>> lines(String about) {
                String id = about.substring(0, about.lastIndexOf(' '));
                String at = about.substring(about.lastIndexOf(' ') + 1);
                return returns.unreachable().stream()
                        .filter(unreachable -> unreachable.person().equals(id))
                        .findFirst()
                        .map(unreachable -> {
                            String name = directory.name(id);
                            return List.of(
                                    "Mail to " + name + " comes back",
                                    "A mail of the ledger to " + name + " came back on " + at + " (" + unreachable.why()
                                            + "). That address is written to no more.",
                                    directory.reach(id).isPresent()
                                            ? "Mail to them goes to their next address in the roster from now on."
                                            : "The roster has no other address of theirs, so reminders do not reach them."
                                                    + " Ask them for one.",
                                    "If the address works again, say so on the page of the reminders.",
                                    "You get this because the roster names you as an admin.");
                        });
            }
        };
    }

    @Produces
    @Singleton
    static LetterWriter outage(Directory directory) {
        return new ParagraphLetter(Returns.OUTAGE, directory) {
            @Override
            protected Optional<List<String>> lines(String about) {
                String[] days = about.split(" ", 2);
                return Optional.of(List.of(
                        "Mail of Triage Ledger goes out again",
                        "From " + days[0] + " to " + days[1] + " the mail server took no mail of the ledger.",
                        "What was still due is sent now, each mail once. A reminder whose time passed meanwhile is not sent"
                                + " any more: the next one takes its place.",
                        "You get this because the roster names you as an admin."));
            }
        };
    }
}
