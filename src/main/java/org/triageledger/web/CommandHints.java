package org.triageledger.web;

import java.util.regex.Pattern;

/** Takes out of a message what only somebody at the command line can do: pages name no command. */
final class CommandHints {
    private static final String COMMAND = "`ledger [^`]*`";
    private static final Pattern HINT = Pattern.compile(
            "(?:[:;,] (?:see|as with) " + COMMAND + "(?: and " + COMMAND + ")*| \\(" + COMMAND + "\\))");

    private CommandHints() {}

    static String without(String message) {
        return HINT.matcher(message).replaceAll("");
    }
}
