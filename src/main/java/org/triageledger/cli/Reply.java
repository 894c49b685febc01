package org.triageledger.cli;

import picocli.CommandLine.Option;

/** How a command that does something says what came of it: in a sentence for people, or as JSON for programs. */
final class Reply {
    enum Form {
        text,
        json
    }

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
    Form form = Form.text;

    /**
     * @param answer for programs
     * @param lines for people
     */
    void say(Printer printer, Object answer, String... lines) {
        if (form == Form.json) {
            printer.json(answer);
            return;
        }
        for (String line : lines) {
            printer.line(line);
        }
    }
}
