package org.triageledger.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.HiddenCharacters;

/** Writes answers to standard output: as JSON or CSV for programs, as tables for people. */
@Dependent
class Printer {
    private final ObjectMapper json;
    private final PrintStream out =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);

    Printer(ObjectMapper json) {
        this.json = json;
    }

    void json(Object answer) {
        try {
            out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Text that is passed on byte for byte. */
    void exactly(String text) {
        out.print(text);
        out.flush();
    }

    /** Cells that a spreadsheet would take for a formula get an apostrophe in front. */
    void csv(List<String> headings, List<? extends List<? extends @Nullable Object>> rows) {
        try {
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord(headings);
            for (List<? extends @Nullable Object> row : rows) {
                printer.printRecord(row.stream().map(cell -> safe(text(cell))).toList());
            }
            printer.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        out.flush();
    }

    void table(List<String> headings, List<? extends List<? extends @Nullable Object>> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(headings);
        rows.forEach(row -> cells.add(row.stream().map(Printer::text).toList()));
        int[] widths = new int[headings.size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i));
                if (i < widths.length - 1) {
                    line.repeat(' ', widths[i] - row.get(i).length() + 2);
                }
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "–";
            case List<?> many ->
                HiddenCharacters.escaped(many.stream().map(String::valueOf).collect(Collectors.joining("; ")));
            default -> HiddenCharacters.escaped(cell.toString().replaceAll("[\\r\\n\\t]", " "));
        };
    }

    private static String safe(String cell) {
        if (cell.equals("–")) {
            return "";
        }
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
