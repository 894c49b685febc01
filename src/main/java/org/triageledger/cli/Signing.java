package org.triageledger.cli;

import org.triageledger.work.Signed;
import picocli.CommandLine.Option;

/** Who decides and why, and whether it is only tried. */
final class Signing {
    @Option(names = "--apply", description = "Makes the decision. Without it, only what would change is shown.")
    boolean apply;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who decides, by the id in the roster.")
    String by = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
    String reason = "";

    Signed signed() {
        return new Signed(by, reason);
    }
}
