package org.triageledger.attacks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of attacks: what outsiders can send, and situations of real mail. Run by itself it prints a line for each; it exits
 * with 3 where one does not hold.
 */
public final class Attacks {
    private static final int MOST_ORDERS = 24;
    private static final int FINDINGS = 3;

    /** What reading and judging the few mails of an attack may allocate, whatever stands in a header. */
    private static final long MOST_BYTES = 256L << 20;

    private static final String ENDING = ".txt";

    private Attacks() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int held = 0;
        int lost = 0;
        for (Path file : files()) {
            String shown = String.valueOf(file.getFileName());
            List<String> wrong;
            try {
                AttackFile attack = read(file);
                shown = attack.situation() + " (" + attack.name() + ")";
                wrong = misses(attack);
                if (wrong.isEmpty()) {
                    wrong = worseVariants(attack, Integer.MAX_VALUE);
                }
            } catch (AttackFile.Malformed e) {
                wrong = List.of(String.valueOf(e.getMessage()));
            }
            if (wrong.isEmpty()) {
                held++;
            } else {
                lost++;
            }
            out.println((wrong.isEmpty() ? "held      " : "not held  ")
                    + shown
                    + (wrong.isEmpty() ? "" : ": " + String.join("; ", wrong)));
        }
        out.println(held + " held, " + lost + " not held");
        if (lost > 0) {
            System.exit(FINDINGS);
        }
    }

    /** All attack files, sorted by name. */
    static List<Path> files() {
        URL folder = Attacks.class.getResource("/attacks");
        if (folder == null) {
            throw new IllegalStateException("src/test/resources/attacks is missing");
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws AttackFile.Malformed where it is not written as it must be */
    static AttackFile read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return AttackFile.parse(
                    name.substring(0, name.length() - ENDING.length()),
                    Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came out other than it should, in every order of the mboxes; empty where the attack is held. */
    static List<String> misses(AttackFile attack) {
        List<List<Integer>> orders = orders(attack.mboxes().size());
        Outcome first = Outcome.of(attack, attack.mboxes(), orders.getFirst());
        List<String> misses = new ArrayList<>(differences(attack, first));
        for (List<Integer> order : orders.subList(1, orders.size())) {
            Outcome another = Outcome.of(attack, attack.mboxes(), order);
            if (!another.equals(first)) {
                misses.add("mboxes in the order "
                        + order.stream().map(at -> at + 1).toList() + " come out differently: " + another);
            }
        }
        return misses;
    }

    /**
     * Variants of the attack that credit somebody who is not to be credited, or that cost more than any mail may. They are
     * told only of attacks that are held as they are.
     *
     * @param most how many to try, spread over all; which ones depends on the attack's name
     */
    static List<String> worseVariants(AttackFile attack, int most) {
        List<Integer> order = orders(attack.mboxes().size()).getFirst();
        List<String> worse = new ArrayList<>();
        List<Variants.Variant> variants = Variants.of(attack);
        int step = Math.max(1, Math.ceilDiv(variants.size(), most));
        for (int at = Math.floorMod(attack.name().hashCode(), step); at < variants.size(); at += step) {
            Variants.Variant variant = variants.get(at);
            List<AttackFile.Mbox> mboxes = new ArrayList<>(attack.mboxes());
            mboxes.set(variant.mbox(), variant.changed());
            long before = allocated();
            Outcome outcome = Outcome.of(attack, mboxes, order);
            long bytes = allocated() - before;
            if (!attack.credited().containsAll(outcome.credited())) {
                worse.add(variant.what() + ": credited " + members(outcome.credited()));
            }
            if (bytes > MOST_BYTES) {
                worse.add(variant.what() + ": allocates " + (bytes >> 20) + " MB");
            }
        }
        return worse;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static List<String> differences(AttackFile attack, Outcome outcome) {
        List<String> differences = new ArrayList<>();
        compare(differences, "credited", members(attack.credited()), members(outcome.credited()));
        attack.waits().ifPresent(waits -> {
            boolean any =
                    waits.contains(AttackFile.SOMETHING) && !outcome.waits().isEmpty();
            compare(differences, "waits", members(any ? outcome.waits() : waits), members(outcome.waits()));
        });
        attack.verdicts()
                .forEach((member, word) -> compare(
                        differences,
                        "verdict " + member,
                        word,
                        outcome.verdicts().getOrDefault(member, "none")));
        for (AttackFile.Fact fact : attack.facts()) {
            Outcome.Judgement judgement = outcome.mails().get(fact.mail());
            compare(
                    differences,
                    fact.field() + " " + fact.mail(),
                    fact.value(),
                    judgement == null ? "no such mail" : judgement.field(fact.field()));
        }
        return differences;
    }

    private static void compare(List<String> differences, String what, String expected, String found) {
        if (!expected.equals(found)) {
            differences.add(what + ": " + found + ", not " + expected);
        }
    }

    private static String members(SortedSet<String> members) {
        return members.isEmpty() ? AttackFile.NOBODY : String.join(", ", members);
    }

    /** The orders of that many things, the given one first; of many things only so many orders. */
    private static List<List<Integer>> orders(int count) {
        List<List<Integer>> orders = new ArrayList<>();
        permute(new ArrayList<>(), IntStream.range(0, count).boxed().toList(), orders);
        return orders;
    }

    private static void permute(List<Integer> chosen, List<Integer> left, List<List<Integer>> orders) {
        if (orders.size() == MOST_ORDERS) {
            return;
        }
        if (left.isEmpty()) {
            orders.add(List.copyOf(chosen));
            return;
        }
        for (Integer next : left) {
            chosen.add(next);
            permute(chosen, left.stream().filter(number -> !number.equals(next)).toList(), orders);
            chosen.removeLast();
        }
    }
}
