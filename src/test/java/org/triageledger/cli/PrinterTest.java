package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.triageledger.work.Mapped;

class PrinterTest {
    private static final List<String> HEADINGS = List.of("number", "what", "many");

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

    /** Rows of two gigabytes in all: they are made, written and forgotten, one after the other. */
    @Test
    void noListIsWholeInMemory() {
        List<List<Object>> rows =
                new Mapped<>(Collections.nCopies(2_000, "x"), text -> List.of(1, text.repeat(1 << 20), 3));
        AtomicLong bytes = new AtomicLong();
        Printer counting = new Printer(new ObjectMapper(), new OutputStream() {
            @Override
            public void write(int one) {
                bytes.incrementAndGet();
            }

            @Override
            public void write(byte[] some, int from, int count) throws IOException {
                bytes.addAndGet(count);
            }
        });

        counting.json(rows);
        counting.csv(HEADINGS, rows);

        assertThat(bytes.get()).isGreaterThan(2L * 2_000 << 20);
    }
}
