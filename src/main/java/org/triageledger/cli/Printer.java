package org.triageledger.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.document.Csv;

/** Writes answers to standard output: as JSON or CSV for programs, as tables for people. */
@Dependent
class Printer {
    /** Where answers go in place of standard output, for the time of one command. */
    static final ScopedValue<OutputStream> OUTPUT = ScopedValue.newInstance();

    private static final int BUFFER = 1 << 16;

    private final ObjectMapper json;
    private final PrintStream out;

    @Inject
    Printer(ObjectMapper json) {
        this(
                json,
                new BufferedOutputStream(
                        OUTPUT.isBound() ? OUTPUT.get() : new FileOutputStream(FileDescriptor.out), BUFFER));
    }

    Printer(ObjectMapper json, OutputStream out) {
        this.json = json;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    /** Written as it is made: a long list is never whole in memory. */
    void json(Object answer) {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            json.writerWithDefaultPrettyPrinter()
                    .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .writeValue(writer, answer);
            writer.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        out.println();
        out.flush();
    }

    /** A file as it is, for standard output that goes into one. */
    void bytes(byte[] file) {
        out.write(file, 0, file.length);
        out.flush();
    }

    /** One object in one line, for JSON Lines. */
    void jsonLine(Object answer) {
        try {
            out.println(json.writeValueAsString(answer));
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

    /** The rows are gone through twice: for the widths of the columns, and to be written. */
    void table(List<String> headings, List<? extends List<? extends @Nullable Object>> rows) {
        int[] widths = new int[headings.size()];
        widen(widths, headings);
        rows.forEach(row -> widen(widths, row));
        write(widths, headings);
        rows.forEach(row -> write(widths, row));
        out.flush();
    }

    private static void widen(int[] widths, List<? extends @Nullable Object> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], text(row.get(i)).length());
        }
    }

    private void write(int[] widths, List<? extends @Nullable Object> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = text(row.get(i));
            line.append(cell);
            if (i < widths.length - 1) {
                line.repeat(' ', widths[i] - cell.length() + 2);
            }
        }
        out.println(line.toString().stripTrailing());
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
        return cell.equals("–") ? "" : Csv.harmless(cell);
    }
}
