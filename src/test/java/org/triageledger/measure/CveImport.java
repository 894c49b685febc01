package org.triageledger.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.triageledger.feeds.CveRecordFile;
import org.triageledger.feeds.CveRecordFiles;

/** Makes a folder as a checkout of the CVE list is: 10,000 records of other organisations, 150 of ours. Also reads it, and says how long it takes. */
final class CveImport {
    private static final String OURS = "28c92f92-d60d-412d-b760-e73465c3df22";
    private static final int OTHERS = 10_000;
    private static final int OWN = 150;
    private static final int RUNS = 3;

    private CveImport() {}

    /** Writes the records into a new folder, whose path is the argument; with {@code read} behind it, reads them in this process. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        write(folder);
        if (List.of(args).contains("read")) {
            for (int run = 0; run < RUNS; run++) {
                read(folder);
            }
        }
    }

    private static void read(Path folder) {
        AtomicLong own = new AtomicLong();
        AtomicLong others = new AtomicLong();
        long start = System.nanoTime();
        CveRecordFiles.read(
                folder,
                Set.of(OURS),
                java.time.Instant.now(),
                item -> (item.outcome() instanceof CveRecordFile.Outcome.Loaded ? own : others).incrementAndGet());
        System.out.printf(
                Locale.ROOT,
                "read in this process: %d of ours, %,d of others, %.2f s%n",
                own.get(),
                others.get(),
                (System.nanoTime() - start) / 1e9);
    }

    private static void write(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (int number = 0; number < OTHERS + OWN; number++) {
            boolean ours = number % ((OTHERS + OWN) / OWN) == 0 && number / ((OTHERS + OWN) / OWN) < OWN;
            String id = "CVE-2026-" + (10_000 + number);
            Path group = folder.resolve("cves/2026/" + (10 + number / 1000) + "xxx");
            Files.createDirectories(group);
            Files.writeString(group.resolve(id + ".json"), record(id, ours, number));
        }
    }

    /** About 15 kB, as records with containers of others are; each tenth has 147 kB of them. */
    private static String record(String id, boolean ours, int number) {
        String other =
                "{\"title\": \"generated\", \"references\": [{\"url\": \"https://example.org/x\"}], \"x\": \"%s\"}"
                        .formatted("x".repeat(1000));
        String adp = String.join(",", java.util.Collections.nCopies(number % 10 == 0 ? 140 : 8, other));
        String org = ours ? OURS : String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", number);
        return """
                {"dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {"cveId": "%s", "assignerOrgId": "%s",
                 "state": "PUBLISHED", "datePublished": "2026-03-02T10:00:00Z", "dateUpdated": "2026-03-02T10:00:00Z"},
                 "containers": {"cna": {"providerMetadata": {"orgId": "%s", "dateUpdated": "2026-03-02T10:00:00Z"},
                 "descriptions": [{"lang": "en", "value": "%s"}], "affected": [{"product": "CPython", "versions": [
                 {"version": "0", "lessThan": "3.13.15", "status": "affected"}]}], "references": [{"url": "https://example.org/%d",
                 "tags": ["vendor-advisory"]}], "credits": [{"type": "coordinator", "value": "Member %d (https://github.com/member-%d)"}]},
                 "adp": [%s]}}""".formatted(id, org, org, "words ".repeat(300), number, number % 30, number % 30, adp);
    }
}
