package org.triageledger.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.ListRules;
import picocli.CommandLine.Option;

/** What of a list is asked for. */
final class ListOptions {
    @Option(names = "--search", paramLabel = "TEXT", description = "Only those with this text in an id, name or state.")
    @Nullable
    String text;

    @Option(
            names = "--filter",
            paramLabel = "WORD",
            description = "Only those of one kind, such as a state; a wrong word is answered with all of them.")
    @Nullable
    String filter;

    @Option(
            names = "--sort",
            paramLabel = "WORD",
            description = "By which order; a wrong word is answered with all orders.")
    @Nullable
    String sort;

    <T> List<T> of(ListRules<T> rules, List<T> all) {
        return rules.of(all, rules.query(text, filter, sort));
    }

    /** Whether not all lines are asked for. */
    boolean narrow() {
        return text != null || filter != null;
    }

    /** Whether anything of a list is asked for. */
    boolean asked() {
        return narrow() || sort != null;
    }

    /** What people read where there is no line: the sentence only where all were asked for. */
    String none(String sentence) {
        return narrow() ? "None of the list fits --search and --filter." : sentence;
    }
}
