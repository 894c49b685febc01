package org.triageledger.feeds;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.document.Csv;

/**
 * The lists of people that are published as CSV (RFC 4180, UTF-8, no header). Members and emeriti: name, GitHub account, notes;
 * lines end with LF. Core team: name, GitHub account, joined, left, notes; lines end with CRLF. Everything that is wrong with a
 * file is found at once, each with its line; a faulty file gives nobody.
 */
public final class ListingFile {
    private static final int LARGEST = 1 << 20;

    /** What RFC 4180 §2 allows of one record: quotes stand around a whole field, or doubled inside one. */
    private static final Pattern WELL_FORMED = Pattern.compile("(?:\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[^\",\\r\\n]*+)"
            + "(?:,(?:\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[^\",\\r\\n]*+))*+(?:\\r\\n|\\n|\\r)?");

    private ListingFile() {}

    /** What came of reading a list. */
    public sealed interface Outcome {
        /** @param asPublished whether writing the list again gives the same text */
        record Loaded(Listing listing, boolean asPublished) implements Outcome {}

        /** In the order of their lines; never empty. */
        record Faulty(List<Fault> faults) implements Outcome {}
    }

    /** @param kind what the file is; without it, the columns say it and, for the emeriti, the name of the file */
    public static Outcome read(Path file, Optional<Listing.Kind> kind) {
        try {
            if (Files.size(file) > LARGEST) {
                return faulty(0, "the file is larger than 1 MB: that is no list of people");
            }
            String text = Files.readString(file);
            return parse(text, kind.orElseGet(() -> guess(file, text)));
        } catch (CharacterCodingException e) {
            return faulty(0, "the file is not in UTF-8: save it as UTF-8");
        } catch (IOException e) {
            return faulty(0, "the file cannot be read: check the path and its permissions");
        }
    }

    public static Outcome parse(String written, Listing.Kind kind) {
        // A byte order mark is what spreadsheets put in front; it is no part of the first name.
        String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
        List<Row> rows = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        rows(text, rows).ifPresent(faults::add);
        if (rows.isEmpty() && faults.isEmpty()) {
            return faulty(0, "the file is empty: a line for each person is expected");
        }
        List<Listed> entries = new ListingRows(kind, faults).read(rows);
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(Fault::line));
            return new Outcome.Faulty(List.copyOf(faults));
        }
        Listing listing = new Listing(kind, entries);
        return new Outcome.Loaded(listing, write(listing).equals(written));
    }

    /** The list as it is published. */
    public static String write(Listing listing) {
        boolean coreTeam = listing.kind() == Listing.Kind.CORE_TEAM;
        StringWriter text = new StringWriter();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator(coreTeam ? "\r\n" : "\n")
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (Listed listed : listing.entries()) {
                String github = listed.github().orElse("");
                if (coreTeam) {
                    printer.printRecord(
                            listed.name(),
                            github,
                            listed.joined().map(Object::toString).orElse(""),
                            listed.left().map(Object::toString).orElse(""),
                            listed.notes());
                } else {
                    printer.printRecord(listed.name(), github, listed.notes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * A name that must not be published: a spreadsheet would take a cell of its line for a formula, and the published form has
     * no way to say otherwise.
     */
    public static Optional<String> unsafe(Listing listing) {
        return listing.entries().stream()
                .filter(listed -> Csv.isFormula(listed.name())
                        || Csv.isFormula(listed.github().orElse(""))
                        || Csv.isFormula(listed.notes()))
                .map(listed -> ListingRows.shown(listed.name()))
                .findFirst();
    }

    /** A record with the line where it begins. */
    record Row(int line, List<String> cells) {}

    /** Adds the rows of a text; what is given back ends the reading. */
    private static Optional<Fault> rows(String text, List<Row> rows) {
        int line = 1;
        int at = 0;
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            Iterator<CSVRecord> records = parser.iterator();
            CSVRecord next = records.hasNext() ? records.next() : null;
            while (next != null) {
                rows.add(new Row(line, List.of(next.values())));
                CSVRecord following = records.hasNext() ? records.next() : null;
                int end = following == null ? text.length() : (int) following.getCharacterPosition();
                String written = text.substring(at, end);
                if (!WELL_FORMED.matcher(written).matches()) {
                    rows.removeLast();
                    return Optional.of(badQuotes(line));
                }
                line += (int) written.replace("\r\n", "\n")
                        .replace('\r', '\n')
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                at = end;
                next = following;
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            // The last row read was never looked at, but it was whole: the fault is in the one behind it.
            int behind = rows.isEmpty()
                    ? 0
                    : 1 + String.join("", rows.getLast().cells()).split("\r\n|\r|\n", -1).length - 1;
            return Optional.of(badQuotes(line + behind));
        }
    }

    private static Fault badQuotes(int line) {
        return new Fault(
                line,
                "the quotes are wrong: put them around a whole cell and double each inside it (RFC 4180), and close them");
    }

    private static Listing.Kind guess(Path file, String text) {
        Path name = file.getFileName();
        if (name != null && name.toString().toLowerCase(Locale.ROOT).contains("emerit")) {
            return Listing.Kind.EMERITI;
        }
        List<Row> rows = new ArrayList<>();
        rows(text, rows);
        return !rows.isEmpty() && rows.getFirst().cells().size() == ListingRows.CORE_TEAM.size()
                ? Listing.Kind.CORE_TEAM
                : Listing.Kind.MEMBERS;
    }

    private static Outcome faulty(int line, String message) {
        return new Outcome.Faulty(List.of(new Fault(line, message)));
    }
}
