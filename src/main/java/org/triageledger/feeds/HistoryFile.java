package org.triageledger.feeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.member.FirstListed;

/**
 * When members were first listed, as CSV (RFC 4180, UTF-8) under the header {@code name,github,notes_now,first_listed}. The third
 * column says nothing of the past and is passed over.
 */
public final class HistoryFile {
    private static final List<String> HEADER = List.of("name", "github", "notes_now", "first_listed");
    private static final int LARGEST = 1 << 20;

    private HistoryFile() {}

    /** What came of reading a history. */
    public sealed interface Outcome {
        record Loaded(List<FirstListed> history) implements Outcome {}

        /** In the order of their lines; never empty. */
        record Faulty(List<Fault> faults) implements Outcome {}
    }

    /** Whether the first line of a file says that it is one. */
    public static boolean isOne(Path file) {
        try {
            return Files.size(file) <= LARGEST
                    && Files.readString(file)
                            .replace("\uFEFF", "")
                            .lines()
                            .findFirst()
                            .map(line -> line.strip().equals(String.join(",", HEADER)))
                            .orElse(false);
        } catch (IOException e) {
            return false;
        }
    }

    public static Outcome read(Path file) {
        try {
            return parse(Files.readString(file).replace("\uFEFF", ""));
        } catch (IOException e) {
            return new Outcome.Faulty(
                    List.of(new Fault(0, "the file cannot be read: check the path and that it is UTF-8")));
        }
    }

    public static Outcome parse(String text) {
        List<FirstListed> history = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                int line = Math.toIntExact(parser.getCurrentLineNumber());
                if (row.getRecordNumber() > 1) {
                    row(row, line, history, faults);
                }
            }
        } catch (IOException | java.io.UncheckedIOException | IllegalStateException e) {
            faults.add(new Fault(0, "the quotes are wrong: put them around a whole cell (RFC 4180), and close them"));
        }
        if (history.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(0, "nobody is in the file: a line for each member is expected"));
        }
        return faults.isEmpty() ? new Outcome.Loaded(List.copyOf(history)) : new Outcome.Faulty(List.copyOf(faults));
    }

    private static void row(CSVRecord row, int line, List<FirstListed> history, List<Fault> faults) {
        if (row.size() != HEADER.size()) {
            faults.add(
                    new Fault(line, row.size() + " columns where 4 are expected (" + String.join(", ", HEADER) + ")"));
            return;
        }
        String name = row.get(0).strip();
        if (name.isEmpty()) {
            faults.add(new Fault(line, "the name is missing"));
            return;
        }
        Optional<HiddenCharacters.Found> hidden = row.stream()
                .flatMap(cell -> HiddenCharacters.inLine(cell).stream())
                .findFirst();
        if (hidden.isPresent()) {
            faults.add(new Fault(line, hidden.get().complaint()));
            return;
        }
        try {
            history.add(new FirstListed(
                    line,
                    name,
                    Optional.of(row.get(1).strip()).filter(login -> !login.isEmpty()),
                    LocalDate.parse(row.get(3).strip())));
        } catch (DateTimeException e) {
            faults.add(new Fault(
                    line,
                    "\"first_listed\": " + ListingRows.shown(row.get(3)) + " is not a valid date: write YYYY-MM-DD"));
        }
    }
}
