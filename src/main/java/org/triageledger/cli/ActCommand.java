package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that changes something, and says what came of it. */
abstract class ActCommand implements Callable<Integer> {
    @Mixin
    Reply reply = new Reply();

    @Inject
    Printer printer;

    /**
     * Says what came of it.
     *
     * @param answer for programs
     * @param lines for people
     * @return the exit code, 0
     */
    final int say(Object answer, String... lines) {
        reply.say(printer, answer, lines);
        return 0;
    }
}
