package org.triageledger.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.Trust;
import org.triageledger.measure.Corpus.Item;

/**
 * How often the judge is right on real mail that lies outside the project. Usage: {@code Accuracy FOLDER [--show]}; with
 * {@code --show} each miss is named by its place, sender and subject. Prints figures; decides nothing.
 */
public final class Accuracy {
    private static final PrintStream OUT = System.out;
    private static final Pattern FROM_LINE = Pattern.compile("(?m)^>*From ");

    private final Path corpora;
    private final boolean show;

    private Accuracy(Path corpora, boolean show) {
        this.corpora = corpora;
        this.show = show;
    }

    public static void main(String[] arguments) throws IOException {
        boolean show = List.of(arguments).contains("--show");
        Accuracy accuracy = new Accuracy(Path.of(arguments[0]), show);
        OUT.printf("%-58s %8s %8s %9s  %s%n", "figure", "of", "hit", "share", "missed");
        accuracy.munged();
        accuracy.sisimai();
        accuracy.flufl();
        accuracy.automated();
        accuracy.humans("kernel-hardening.mbox.gz", "kernel-hardening.lists.openwall.com");
        accuracy.humans("twisted-python.mbox.gz", "twisted-python.twistedmatrix.com");
        accuracy.humans("usrp-users-3000.mbox.gz", "usrp-users.lists.ettus.com");
        accuracy.forged();
        accuracy.arc();
        accuracy.robust();
        OUT.println();
        ThreadAgreement.main(new String[] {arguments[0]});
    }

    /**
     * The author of list mail whose From was rewritten; the truth is the one address in Reply-To that is not the list's. Where
     * somebody of the same name stands in Cc under another address, that may be the author as well: Mailman put the author there
     * if the Reply-To was the sender's own.
     */
    private void munged() {
        int asked = 0;
        int right = 0;
        int wrong = 0;
        int unclear = 0;
        List<Item> missed = new ArrayList<>();
        for (Item item :
                Corpus.mbox(corpora.resolve("usrp-users-3000.mbox.gz"), Corpus.archive("usrp-users.lists.ettus.com"))) {
            Headers headers = item.mail().map(Mail::headers).orElseThrow();
            if (!headers.first("From").orElse("").contains("usrp-users@lists.ettus.com")) {
                continue;
            }
            Set<String> truth = new TreeSet<>(addresses(headers.all("Reply-To")));
            truth.remove("usrp-users@lists.ettus.com");
            if (truth.size() != 1) {
                continue;
            }
            var person = item.first().sighting().author().person();
            if (isNamesake(headers, truth)) {
                unclear++;
                wrong += person.isPresent() ? 1 : 0;
                continue;
            }
            asked++;
            if (person.isPresent() && truth.contains(person.get().address().toString())) {
                right++;
            } else {
                missed.add(item);
                wrong += person.isPresent() ? 1 : 0;
            }
        }
        row("author behind a rewritten From, usrp-users", asked, right, missed);
        OUT.printf("%-58s %8d %8d%n", "  a wrong author named", asked + unclear, wrong);
        OUT.printf("%-58s %8d%n", "  another of the same name in Cc, left to a person", unclear);
    }

    private static boolean isNamesake(Headers headers, Set<String> truth) {
        String from = headers.first("From").orElse("").replace("\"", "");
        int via = from.indexOf(" via ");
        String name = via < 0 ? "" : from.substring(0, via).strip();
        return !name.isEmpty()
                && headers.all("Cc").stream()
                        .flatMap(field ->
                                java.util.Arrays.stream(field.replace("\"", "").split(",")))
                        .anyMatch(text -> text.strip().startsWith(name + " <")
                                && java.util.Collections.disjoint(addresses(List.of(text)), truth));
    }

    private static Set<String> addresses(List<String> fields) {
        Set<String> found = new HashSet<>();
        for (String field : fields) {
            java.util.regex.Matcher at = java.util.regex.Pattern.compile("[^\\s<>\",;()]+@[A-Za-z0-9.-]+")
                    .matcher(field);
            while (at.find()) {
                found.add(at.group().toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }

    private void sisimai() throws IOException {
        JsonNode expected = json("bounces/sisimai/expected.json");
        List<Path> files = Corpus.files(corpora.resolve("bounces/sisimai"));
        int all = 0;
        List<Item> missed = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!expected.has(name) || expected.get(name).isEmpty()) {
                continue;
            }
            Item item = Corpus.file(file, Corpus.archive());
            all++;
            if (!item.isRead() || isHuman(item)) {
                missed.add(item);
            }
        }
        row("machines known, bounces/sisimai", all, all - missed.size(), missed);
    }

    private void flufl() throws IOException {
        JsonNode expected = json("bounces/flufl/expected.json").get("expected");
        int all = 0;
        List<Item> missed = new ArrayList<>();
        for (Path file : Corpus.files(corpora.resolve("bounces/flufl/data"))) {
            if (!expected.has(file.getFileName().toString())) {
                continue;
            }
            Item item = Corpus.file(file, Corpus.archive());
            all++;
            if (!item.isRead() || isHuman(item)) {
                missed.add(item);
            }
        }
        row("machines known, bounces/flufl", all, all - missed.size(), missed);
    }

    private void automated() throws IOException {
        List<Item> items = Corpus.mbox(corpora.resolve("automated/list-automated.mbox.gz"), Corpus.archive());
        Map<String, List<Item>> byLabel = new TreeMap<>();
        List<Item> missed = new ArrayList<>();
        int all = 0;
        for (String line : Files.readAllLines(corpora.resolve("automated/labels.tsv"))) {
            String[] columns = line.split("\t");
            if (columns[0].equals("seq")) {
                continue;
            }
            Item item = items.get(Integer.parseInt(columns[0]) - 1);
            all++;
            List<Item> human = byLabel.computeIfAbsent(columns[2], label -> new ArrayList<>());
            if (!item.isRead() || isHuman(item)) {
                human.add(item);
                missed.add(item);
            }
        }
        row("machines known, automated/", all, all - missed.size(), List.of());
        byLabel.forEach((label, human) -> {
            OUT.printf("%-58s %8s %8s %9s  %d%n", "  labelled " + label, "", "", "", human.size());
            shown(human);
        });
    }

    /** Robots post to these lists too: each mail called automated is for a person to look at. */
    private void humans(String archive, String list) {
        List<Item> items = Corpus.mbox(corpora.resolve(archive), Corpus.archive(list));
        Map<Automation, List<Item>> byKind = new TreeMap<>();
        int unread = 0;
        int empty = 0;
        for (Item item : items) {
            if (!item.isRead()) {
                unread++;
            } else if (!isHuman(item)) {
                byKind.computeIfAbsent(item.first().sighting().automation(), kind -> new ArrayList<>())
                        .add(item);
            } else if (item.first().sighting().authoredLines() == 0) {
                empty++;
            }
        }
        int flagged = byKind.values().stream().mapToInt(List::size).sum();
        OUT.printf(
                "%-58s %8d %8d %8.3f%%  %s%n",
                "called automated, " + archive,
                items.size(),
                flagged,
                100.0 * flagged / items.size(),
                "unread " + unread + ", without own lines " + empty);
        byKind.forEach((kind, found) -> {
            OUT.printf("  %s: %d%n", kind.word(), found.size());
            shown(found);
        });
    }

    /** Each folder is one receiver. What its server did not write must prove nothing. */
    private void forged() {
        Path folder = corpora.resolve("auth/authres/message/dkimchecks-2022-09-28");
        int forged = 0;
        int honest = 0;
        List<Item> believed = new ArrayList<>();
        int proved = 0;
        for (Path file : Corpus.files(folder)) {
            Path parent = file.getParent();
            String receiver = parent == null ? "" : parent.getFileName().toString();
            SourceProfile profile = Corpus.mailbox(Receivers.of(receiver));
            Item item = Corpus.file(file, profile);
            if (!item.isRead()) {
                continue;
            }
            boolean verified = item.first().sighting().trust() == Trust.VERIFIED;
            if (file.getFileName().toString().startsWith("forged")) {
                forged++;
                if (verified) {
                    believed.add(item);
                }
            } else {
                honest++;
                proved += verified ? 1 : 0;
            }
        }
        row("forged results not believed, auth/authres", forged, forged - believed.size(), believed);
        OUT.printf("%-58s %8d %8d%n", "  honest mail proved there (weak signatures among it)", honest, proved);
    }

    private void arc() throws IOException {
        ArcSuite.Outcome outcome = ArcSuite.run(corpora.resolve("auth/arc_test_suite/tests"));
        int unproved = outcome.all() - outcome.believed().size();
        row("ARC sets that nobody checked not believed", outcome.all(), unproved, outcome.believed());
        int refused = outcome.failed() - outcome.believedFailed().size();
        row(
                "ARC chains that a receiver found broken not believed",
                outcome.failed(),
                refused,
                outcome.believedFailed());
        OUT.printf(
                "%-58s %8d %8d%n",
                "  chains that it found sound, accepted by a setting", outcome.passed(), outcome.accepted());
    }

    private void robust() throws IOException {
        int all = 0;
        int read = 0;
        List<String> thrown = new ArrayList<>();
        List<Item> refused = new ArrayList<>();
        for (String part : List.of("mime", "bounces", "auth", "threads")) {
            for (Path file : Corpus.files(corpora.resolve(part))) {
                all++;
                try {
                    Item item = Corpus.file(file, Corpus.archive());
                    read += item.isRead() ? 1 : 0;
                    if (!item.isRead()) {
                        refused.add(item);
                    }
                } catch (RuntimeException | StackOverflowError e) {
                    thrown.add(file + ": " + e);
                }
            }
        }
        OUT.printf(
                "%-58s %8d %8d %9s  %d thrown, %d refused with a reason%n",
                "files read alone", all, read, "", thrown.size(), all - read - thrown.size());
        thrown.forEach(OUT::println);
        shown(refused);
        together();
    }

    /** The same in one mbox: what is in it must come out, each as a mail or as an entry that says why not. */
    private void together() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : List.of("mime", "bounces")) {
            files.addAll(Corpus.files(corpora.resolve(part)));
        }
        Path mbox = Files.createTempFile("accuracy", ".mbox");
        try {
            try (OutputStream out = Files.newOutputStream(mbox)) {
                for (Path file : files) {
                    // As the mboxrd form has it, so that no line of a mail begins another one.
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    String quoted = FROM_LINE.matcher(text).replaceAll(">$0");
                    out.write(("From ada@example.org Mon Mar  2 10:00:00 2026\n" + quoted + "\n\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            List<Item> items = Corpus.mbox(mbox, Corpus.archive());
            long read = items.stream().filter(Item::isRead).count();
            OUT.printf(
                    "%-58s %8d %8d %9s  %d lost, %d refused with a reason%n",
                    "the same of mime/ and bounces/ in one mbox",
                    files.size(),
                    read,
                    "",
                    files.size() - items.size(),
                    items.size() - read);
        } finally {
            Files.delete(mbox);
        }
    }

    private JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(new File(corpora.toFile(), path));
    }

    private static boolean isHuman(Item item) {
        return item.judged().stream().allMatch(judged -> judged.sighting().automation() == Automation.HUMAN);
    }

    private void row(String figure, int all, int hit, List<Item> missed) {
        OUT.printf("%-58s %8d %8d %8.2f%%  %d%n", figure, all, hit, 100.0 * hit / Math.max(1, all), all - hit);
        shown(missed);
    }

    private void shown(List<Item> items) {
        if (show) {
            for (Item item : items) {
                String from = item.mail()
                        .flatMap(mail -> mail.headers().first("From"))
                        .orElse("-");
                OUT.printf(
                        "    %s | %s | %s | %s%n",
                        item.name().replaceFirst(".*/corpora/", ""),
                        from,
                        item.isRead() ? item.first().subject() : "unreadable",
                        item.isRead() ? item.first().sighting().automationWhy() : "");
            }
        }
    }
}
