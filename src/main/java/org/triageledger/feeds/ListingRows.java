package org.triageledger.feeds;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.NameKey;
import org.triageledger.document.Csv;

/** Makes people of the rows of a published list; what is wrong is added to the faults. */
final class ListingRows {
    private static final List<String> TEAM = List.of("name", "GitHub account", "notes");
    static final List<String> CORE_TEAM = List.of("name", "GitHub account", "joined", "left", "notes");

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_NOTES = 1000;
    private static final int SHOWN = 60;

    private final Listing.Kind kind;
    private final List<String> columns;
    private final List<Fault> faults;
    private final Map<String, Integer> accounts = new HashMap<>();
    private final Map<NameKey, Integer> names = new HashMap<>();

    ListingRows(Listing.Kind kind, List<Fault> faults) {
        this.kind = kind;
        this.columns = kind == Listing.Kind.CORE_TEAM ? CORE_TEAM : TEAM;
        this.faults = faults;
    }

    List<Listed> read(List<ListingFile.Row> rows) {
        List<Listed> entries = new ArrayList<>();
        Map<Integer, List<Integer>> otherColumns = new TreeMap<>();
        for (ListingFile.Row row : rows) {
            List<String> cells = row.cells();
            if (cells.equals(List.of(""))) {
                fault(row, "the line is empty: take it out");
            } else if (cells.size() != columns.size()) {
                otherColumns
                        .computeIfAbsent(cells.size(), size -> new ArrayList<>())
                        .add(row.line());
            } else if (row.line() == 1 && cells.getFirst().strip().equalsIgnoreCase("name")) {
                fault(row, "this is a header, which the published list has not: take it out");
            } else {
                entries.add(entry(row));
            }
        }
        otherColumns.forEach(this::otherColumns);
        return List.copyOf(entries);
    }

    /** A file of something else is said to be so once, and not by each of its lines. */
    private void otherColumns(int size, List<Integer> lines) {
        int more = lines.size() - 1;
        faults.add(new Fault(
                lines.getFirst(),
                size + (size == 1 ? " column" : " columns") + " where " + columns.size() + " are expected ("
                        + String.join(", ", columns) + ")"
                        + (more == 0 ? "" : ", and so in " + more + (more == 1 ? " other line" : " other lines"))));
    }

    private Listed entry(ListingFile.Row row) {
        List<String> cells = row.cells();
        String name = cells.getFirst().strip();
        String login = cells.get(1).strip();
        String notes = cells.getLast();
        if (name.isEmpty()) {
            fault(row, "the name is missing");
        } else if (name.length() > LONGEST_NAME || name.lines().count() > 1) {
            fault(row, "the name is no line of at most " + LONGEST_NAME + " letters");
        } else if (HiddenCharacters.inLine(cells.getFirst()).isPresent()) {
            hidden(row, "name", HiddenCharacters.inLine(cells.getFirst()));
        } else if (Csv.isFormula(name)) {
            fault(row, "the name begins like a formula of a spreadsheet: " + shown(name));
        }
        if (!login.isEmpty() && !LOGIN.matcher(login).matches()) {
            fault(row, "\"" + shown(login) + "\" is no GitHub account: letters, digits and hyphens are expected");
        }
        if (notes.length() > LONGEST_NOTES) {
            fault(row, "the notes are longer than " + LONGEST_NOTES + " letters");
        } else if (Csv.isFormula(notes)) {
            fault(row, "the notes begin like a formula of a spreadsheet: " + shown(notes));
        } else if (kind != Listing.Kind.CORE_TEAM && notes.lines().count() > 1) {
            fault(row, "the notes are no single line");
        } else {
            hidden(row, "notes", HiddenCharacters.inText(notes));
        }
        twice(row, name, login);
        boolean dated = kind == Listing.Kind.CORE_TEAM;
        Optional<LocalDate> joined = dated ? day(row, 2) : Optional.empty();
        Optional<LocalDate> left = dated ? day(row, 3) : Optional.empty();
        if (joined.isPresent() && left.isPresent() && left.get().isBefore(joined.get())) {
            fault(row, "left (" + left.get() + ") is before joined (" + joined.get() + ")");
        }
        return new Listed(row.line(), name, Optional.of(login).filter(known -> !known.isEmpty()), joined, left, notes);
    }

    private void hidden(ListingFile.Row row, String column, Optional<HiddenCharacters.Found> found) {
        found.ifPresent(eachFound -> fault(row, "\"" + column + "\": " + eachFound.complaint()));
    }

    /** One account is one person; without accounts, one name is. */
    private void twice(ListingFile.Row row, String name, String login) {
        Integer earlier = login.isEmpty()
                ? names.putIfAbsent(NameKey.of(name), row.line())
                : accounts.putIfAbsent(login.toLowerCase(Locale.ROOT), row.line());
        if (earlier != null) {
            fault(
                    row,
                    login.isEmpty()
                            ? shown(name) + " stands already in line " + earlier + ": tell them apart by accounts"
                            : "the GitHub account " + shown(login) + " stands already in line " + earlier);
        }
    }

    private Optional<LocalDate> day(ListingFile.Row row, int column) {
        String text = row.cells().get(column).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            fault(
                    row,
                    "\"" + columns.get(column) + "\": " + shown(text)
                            + " is not a valid date: write YYYY-MM-DD, with a day that exists");
            return Optional.empty();
        }
    }

    /** One line of what a file says, for a message on a terminal. */
    static String shown(String text) {
        String plain = HiddenCharacters.escaped(text);
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }

    private void fault(ListingFile.Row row, String message) {
        faults.add(new Fault(row.line(), message));
    }
}
