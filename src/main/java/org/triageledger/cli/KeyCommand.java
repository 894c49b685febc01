package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.Locale;
import org.triageledger.work.upkeep.KeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "The key with which texts are sealed.",
        subcommands = {KeyCommand.Show.class, KeyCommand.Rotate.class})
final class KeyCommand extends CommandGroup {
    private static String[] lines(KeyRotation.State state, String last) {
        return new String[] {
            "Key " + state.fingerprint() + ". Sealing with " + state.keys().getFirst()
                    + (state.keys().size() == 1
                            ? "."
                            : "; also opening with "
                                    + String.join(
                                            ", ",
                                            state.keys().subList(1, state.keys().size())) + "."),
            state.texts() + " sealed texts, " + state.former() + " of them sealed with another key, "
                    + state.unreadable() + " that no key opens.",
            last
        };
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Says which keys there are, by their ids, and how many texts each opens. Shows no key.")
    static final class Show extends ActCommand {
        @Inject
        KeyRotation rotation;

        @Override
        public Integer call() {
            KeyRotation.State state = rotation.look();
            return say(state, lines(state, "Rotation: " + state.step().name().toLowerCase(Locale.ROOT) + "."));
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a new key and seals everything again with it, step by step, while the service runs. Shows what"
                        + " would be done; does it with --apply.",
                "The former key opens what is not yet sealed again, and is taken out of the key file at the end; a copy stays"
                        + " beside it for older backups. Ended at any moment, it goes on when it is called again.",
                "The key for the hashes of the audit log stays."
            })
    static final class Rotate extends ActCommand {
        @Option(names = "--apply", description = "Do it.")
        boolean apply;

        @Option(
                names = "--only-add",
                description = "Add the new key and use it for nothing yet: so that you can copy the key file to every"
                        + " node, and then run the command again without this option.")
        boolean onlyAdd;

        @Inject
        KeyRotation rotation;

        @Override
        public Integer call() {
            if (!apply) {
                KeyRotation.State state = rotation.look();
                return say(
                        state,
                        lines(
                                state,
                                state.texts() + " texts would be sealed again. Nothing was changed: add --apply."));
            }
            KeyRotation.State state = rotation.rotate(onlyAdd);
            return say(
                    state,
                    lines(
                            state,
                            onlyAdd
                                    ? "The new key is in the key file and not used yet. Copy the file to every node, then run"
                                            + " ledger key rotate --apply."
                                    : "Everything is sealed with the new key. Copy the key file to every node, and to where"
                                            + " you keep it. Backups made before need the former key, which lies beside it."));
        }
    }
}
