package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.triageledger.work.Mapped;

class PrinterTest {
    private static final List<String> HEADINGS = List.of("number", "what", "many");

    private static final int ROWS = 200;

    /** Those that are being written. */
    private static final int FEW = 3;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Printer printer = new Printer(new ObjectMapper(), written);

    @Test
    void jsonIsWrittenAsTheLibraryWouldInOnePiece() throws Exception {
        Object answer = Map.of("lines", List.of(Map.of("name", "Ad\u00e9 \ud83d\ude00 \ud83d"), List.of(), 3));

        printer.json(answer);

        String whole = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        assertThat(written.toByteArray()).isEqualTo((whole + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTableHasColumnsAsWideAsTheirWidestCell() {
        printer.table(HEADINGS, List.of(Lists.of(1, "a\nb", List.of("x", "y")), Lists.of(100_000_000, null, "z")));

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("""
                number     what  many
                1          a b   x; y
                100000000  \u2013     z
                """);
    }

    @Test
    void formulasInCsvAreDisarmed() {
        printer.csv(HEADINGS, List.of(Lists.of(-1, "=1+1", null)));

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("number,what,many\r\n'-1,'=1+1,\r\n");
    }

    /** Each row is made when it is its turn, and nothing holds it once it is written. */
    @Test
    void noListIsWholeInMemory() {
        assertThat(alive(Printer::json)).isLessThanOrEqualTo(FEW);
        assertThat(alive((printing, rows) -> printing.csv(HEADINGS, rows))).isLessThanOrEqualTo(FEW);
    }

    /** How many of the rows that were made before the last one are still held by something when that one is made. */
    private static long alive(BiConsumer<Printer, List<List<Object>>> print) {
        List<WeakReference<Object>> made = new ArrayList<>();
        AtomicLong alive = new AtomicLong(-1);
        List<List<Object>> rows = new Mapped<>(Collections.nCopies(ROWS, "x"), text -> {
            if (made.size() == ROWS - 1) {
                System.gc();
                alive.set(made.stream().filter(row -> row.get() != null).count());
            }
            List<Object> row = List.of(1, text.repeat(1 << 16), 3);
            made.add(new WeakReference<>(row));
            return row;
        });

        print.accept(new Printer(new ObjectMapper(), OutputStream.nullOutputStream()), rows);

        assertThat(made).as("each row is made once").hasSize(ROWS);
        return alive.get();
    }
}
