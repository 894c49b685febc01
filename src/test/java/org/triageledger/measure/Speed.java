package org.triageledger.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.MessageCopy;

/**
 * How long it takes to read and judge an mbox, without storing anything. Usage: {@code Speed ROUNDS FILE…}; or {@code Speed --facts
 * TO FILE…}, which writes all facts, so that two versions of the judge can be compared.
 */
public final class Speed {
    private static final PrintStream OUT = System.out;

    private Speed() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        boolean facts = arguments[0].equals("--facts");
        List<Path> files = List.of(arguments).subList(facts ? 2 : 1, arguments.length).stream()
                .map(Path::of)
                .toList();
        if (facts) {
            write(Path.of(arguments[1]), files);
            return;
        }
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            for (Path file : files) {
                long begin = System.nanoTime();
                int mails = Corpus.count(file, Corpus.archive());
                OUT.printf(
                        "%s: %d mails in %d ms%n", file.getFileName(), mails, (System.nanoTime() - begin) / 1_000_000);
            }
        }
    }

    private static void write(Path to, List<Path> files) throws IOException, ReflectiveOperationException {
        try (Writer out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            for (Path file : files) {
                for (Corpus.Item item : Corpus.mbox(file, Corpus.archive())) {
                    for (Judged judged : item.judged()) {
                        out.write(judged.subject() + "\n");
                        for (RecordComponent part : MessageCopy.class.getRecordComponents()) {
                            out.write("  " + part.getName() + " "
                                    + part.getAccessor().invoke(judged.sighting()) + "\n");
                        }
                    }
                }
            }
        }
    }
}
