package org.triageledger.work.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.FactsOver;

@QuarkusTest
class ReadAheadTest {
    @Inject
    DataSource dataSource;

    @Inject
    FactsOver other;

    /** Reads as often as it is asked, but the first times. */
    private final class Copies extends MessageCopyStore {
        private final AtomicInteger failures;
        private final AtomicInteger read = new AtomicInteger();

        private Copies(int failures) {
            super(dataSource);
            this.failures = new AtomicInteger(failures);
        }

        @Override
        public void after(long seq, Seal seal, int most, Consumer<Loaded> taken) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("of <ada@example.org>");
            }
            read.incrementAndGet();
            super.after(seq, seal, most, taken);
        }
    }

    @Test
    @Timeout(120)
    void theMailIsReadBeforeAnybodyAsks() throws InterruptedException {
        Copies copies = new Copies(0);
        new ReadAhead(other.facts(copies)).start().join();
        assertThat(copies.read).hasValue(1);
    }

    @Test
    @Timeout(120)
    void whereItCannotBeReadTheLogSaysSoWithoutContentAndTheNextQuestionReadsIt() throws InterruptedException {
        Copies copies = new Copies(1);
        Facts facts = other.facts(copies);
        StringBuilder log = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.append(record.getMessage()).append(String.join("", texts(record.getParameters())));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(ReadAhead.class.getName());
        logger.addHandler(handler);
        try {
            new ReadAhead(facts).start().join();
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(log.toString()).contains("the mail could not be read ahead").contains("IllegalStateException");
        assertThat(log.toString()).doesNotContain("ada");
        assertThat(copies.read).hasValue(0);
        QuarkusTransaction.requiringNew().run(() -> facts.on(LocalDate.MAX));
        assertThat(copies.read).hasValue(1);
    }

    private static String[] texts(Object[] values) {
        String[] texts = new String[values == null ? 0 : values.length];
        for (int at = 0; at < texts.length; at++) {
            texts[at] = String.valueOf(values[at]);
        }
        return texts;
    }
}
