package org.triageledger.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Threads;

/**
 * Compares our threads with those of other programs, on archives that lie outside the project. Usage: {@code ThreadAgreement
 * FOLDER}, the folder holding {@code twisted-python.mbox.gz} and {@code threads/}. Prints figures; decides nothing.
 */
public final class ThreadAgreement {
    private static final PrintStream OUT = System.out;

    private ThreadAgreement() {}

    /**
     * How far we agree with one suite.
     *
     * @param differing names of the tests, or of the archives, that differ
     */
    record Figure(String suite, long agreed, long of, List<String> differing) {
        double percent() {
            return 100.0 * agreed / of;
        }
    }

    /** Two figures for twisted-python, one each for imaptest and Mail::Thread. */
    static List<Figure> figures(Path corpora) throws IOException {
        List<Message> twisted = LightMbox.read(corpora.resolve("twisted-python.mbox.gz"));
        return List.of(
                twisted(
                        "twisted-python, by reference",
                        corpora,
                        twisted.stream().map(LightMbox::withoutSubject).toList()),
                twisted("twisted-python", corpora, twisted),
                imaptest(corpora.resolve("threads/imaptest")),
                perl(corpora.resolve("threads/perl-Mail-Thread")));
    }

    public static void main(String[] arguments) throws IOException {
        Path corpora = Path.of(arguments[0]);
        for (Figure figure : figures(corpora)) {
            OUT.printf(
                    "%-28s %5d of %5d threads or tests agree (%.2f %%)%s%n",
                    figure.suite(),
                    figure.agreed(),
                    figure.of(),
                    figure.percent(),
                    figure.differing().isEmpty() ? "" : "; differ: " + String.join(", ", figure.differing()));
        }
        for (String archive :
                List.of("twisted-python.mbox.gz", "kernel-hardening.mbox.gz", "usrp-users-3000.mbox.gz")) {
            joins(archive, LightMbox.read(corpora.resolve(archive)));
        }
    }

    /** What is joined beyond references, and what is asked instead. */
    private static void joins(String archive, List<Message> messages) {
        long before = System.nanoTime();
        Threading threading = Threads.join(messages, List.of());
        long millis = (System.nanoTime() - before) / 1_000_000;
        int byReference = Threads.of(
                        messages.stream().map(LightMbox::withoutSubject).toList())
                .size();
        Map<Threading.Question.Kind, Integer> kinds = new TreeMap<>();
        threading.questions().forEach(question -> kinds.merge(question.kind(), 1, Integer::sum));
        OUT.printf(
                "%s: %d messages, %d threads (%d by references alone), %d ms; questions %s%n",
                archive, messages.size(), threading.threads().size(), byReference, millis, kinds);
    }

    private static Figure twisted(String name, Path corpora, List<Message> messages) throws IOException {
        Set<Set<Integer>> agreed = agreed(corpora.resolve("threads/twisted-python.agreed-threads.txt.gz"));
        Set<Set<Integer>> ours = groups(Threads.of(messages));
        return new Figure(name, agreed.stream().filter(ours::contains).count(), agreed.size(), List.of());
    }

    private static Set<Set<Integer>> groups(List<MessageThread> threads) {
        Set<Set<Integer>> groups = new HashSet<>();
        for (MessageThread thread : threads) {
            Set<Integer> group = new TreeSet<>();
            thread.messages().forEach(message -> group.add(LightMbox.sequence(message)));
            groups.add(group);
        }
        return groups;
    }

    private static Set<Set<Integer>> agreed(Path file) throws IOException {
        Set<Set<Integer>> threads = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
            lines.lines()
                    .forEach(line ->
                            threads.add(new TreeSet<>(Arrays.stream(line.strip().split(" "))
                                    .map(Integer::valueOf)
                                    .toList())));
        }
        return threads;
    }

    /** The first THREAD=REFERENCES answer of each test; subtrees flattened. That algorithm also merges by subject: we do not. */
    private static Figure imaptest(Path folder) throws IOException {
        List<String> differing = new ArrayList<>();
        int tests = 0;
        for (JsonNode test : new ObjectMapper()
                .readTree(folder.resolve("expected-threads.json").toFile())) {
            Optional<String> answer = Optional.empty();
            for (JsonNode step : test.get("steps")) {
                if (answer.isEmpty() && step.get("command").asText().startsWith("thread references")) {
                    answer = Optional.of(step.get("expect").get(0).asText());
                }
            }
            if (answer.isEmpty()) {
                continue;
            }
            Set<Set<Integer>> expected = flattened(answer.get());
            int seen = expected.stream().mapToInt(Set::size).sum();
            List<Message> messages = LightMbox.read(
                    folder.resolve("src/tests").resolve(test.get("mbox").asText()));
            tests++;
            if (!expected.equals(groups(Threads.of(messages.subList(0, seen))))) {
                differing.add(test.get("test").asText());
            }
        }
        return new Figure("imaptest", tests - differing.size(), tests, differing);
    }

    private static Set<Set<Integer>> flattened(String answer) {
        Set<Set<Integer>> groups = new HashSet<>();
        Set<Integer> group = new TreeSet<>();
        int depth = 0;
        for (String token : answer.substring("thread ".length())
                .replace("(", " ( ")
                .replace(")", " ) ")
                .strip()
                .split("\\s+")) {
            switch (token) {
                case "(" -> depth++;
                case ")" -> {
                    if (--depth == 0) {
                        groups.add(group);
                        group = new TreeSet<>();
                    }
                }
                default -> group.add(Integer.valueOf(token));
            }
        }
        return groups;
    }

    /** The tests that do not merge by subject. */
    private static Figure perl(Path folder) throws IOException {
        List<String> differing = new ArrayList<>();
        int tests = 0;
        for (JsonNode test :
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile())) {
            boolean bySubject = !test.get("nosubject").asBoolean();
            if (bySubject || test.get("mbox").isNull() || test.get("rootset").isNull()) {
                continue;
            }
            tests++;
            int ours = Threads.of(LightMbox.read(folder.resolve(test.get("mbox").asText())))
                    .size();
            if (ours != test.get("rootset").asInt()) {
                differing.add(test.get("test").asText());
            }
        }
        return new Figure("Mail::Thread", tests - differing.size(), tests, differing);
    }
}
