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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.Threads;

/**
 * Compares our threads with those of other programs, on archives that lie outside the project. Usage: {@code ThreadAgreement
 * FOLDER}, the folder holding {@code twisted-python.mbox.gz} and {@code threads/}. Prints figures; decides nothing.
 */
public final class ThreadAgreement {
    private static final PrintStream OUT = System.out;

    private ThreadAgreement() {}

    public static void main(String[] arguments) throws IOException {
        Path corpora = Path.of(arguments[0]);
        twisted(corpora);
        imaptest(corpora.resolve("threads/imaptest"));
        perl(corpora.resolve("threads/perl-Mail-Thread"));
        for (String archive : List.of("kernel-hardening.mbox.gz", "usrp-users-3000.mbox.gz")) {
            List<Message> messages = LightMbox.read(corpora.resolve(archive));
            Threading threading = Threads.join(messages, List.of());
            OUT.printf(
                    "%s: %d messages, %d threads, %d questions%n",
                    archive,
                    messages.size(),
                    threading.threads().size(),
                    threading.questions().size());
        }
    }

    private static void twisted(Path corpora) throws IOException {
        List<Message> messages = LightMbox.read(corpora.resolve("twisted-python.mbox.gz"));
        Set<Set<Integer>> agreed = agreed(corpora.resolve("threads/twisted-python.agreed-threads.txt.gz"));
        print(
                "twisted-python by reference alone",
                messages.stream().map(LightMbox::withoutSubject).toList(),
                agreed);
        print("twisted-python", messages, agreed);
        List<Message> twice = new ArrayList<>(messages);
        messages.forEach(message -> twice.add(LightMbox.renamed(message)));
        for (int i = 0; i < 6; i++) {
            long before = System.nanoTime();
            int threads = Threads.of(twice).size();
            OUT.printf(
                    "  %d messages to %d threads in %d ms%n",
                    twice.size(), threads, (System.nanoTime() - before) / 1_000_000);
        }
    }

    private static void print(String name, List<Message> messages, Set<Set<Integer>> agreed) {
        Threading threading = Threads.join(messages, List.of());
        Set<Set<Integer>> ours = groups(threading.threads());
        long same = agreed.stream().filter(ours::contains).count();
        OUT.printf(
                "%s: %d of %d agreed threads are ours (%.2f %%); %d threads, %d questions%n",
                name,
                same,
                agreed.size(),
                100.0 * same / agreed.size(),
                ours.size(),
                threading.questions().size());
        Map<Threading.Question.Kind, Integer> kinds = new HashMap<>();
        threading.questions().forEach(question -> kinds.merge(question.kind(), 1, Integer::sum));
        OUT.println("  " + kinds);
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
    private static void imaptest(Path folder) throws IOException {
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
            Set<Set<Integer>> ours = groups(Threads.of(messages.subList(0, seen)));
            OUT.printf(
                    "imaptest %s: %s%n",
                    test.get("test").asText(),
                    expected.equals(ours) ? "agrees" : "differs: " + expected + ", ours " + ours);
        }
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

    private static void perl(Path folder) throws IOException {
        for (JsonNode test :
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile())) {
            if (test.get("mbox").isNull() || test.get("rootset").isNull()) {
                continue;
            }
            boolean bySubject = !test.get("nosubject").asBoolean();
            int ours = Threads.of(LightMbox.read(folder.resolve(test.get("mbox").asText())))
                    .size();
            OUT.printf(
                    "Mail::Thread %s: %d threads%s, ours %d%n",
                    test.get("test").asText(),
                    test.get("rootset").asInt(),
                    bySubject ? " (merged by subject)" : "",
                    ours);
        }
    }
}
