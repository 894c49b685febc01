package org.triageledger.work.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;

/** A transaction that began earlier and ends later stores its mails before ones that were read by then: they are read all the same. */
@QuarkusTest
class LateMailTest {
    @Inject
    Facts facts;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void mailOfATransactionThatEndsLateIsRead() throws Exception {
        imported("first", read -> {});
        assertThat(ids()).contains("first@example.net");
        oneEndsLate("one");
        imported("last", read -> {});
        assertThat(ids()).contains("first@example.net", "one-late@example.net", "last@example.net");
    }

    /** More of them than are looked for one by one. */
    @Test
    @Timeout(120)
    void howeverManyTransactionsWereTakenBack() throws Exception {
        for (int i = 0; i < 60; i++) {
            imported("seen" + i, read -> {});
            takenBack("gone" + i);
        }
        assertThat(ids()).contains("seen0@example.net", "seen59@example.net");
        oneEndsLate("another");
        imported("more", read -> {});
        assertThat(ids())
                .contains("more@example.net")
                .noneMatch(id -> id.startsWith("gone"))
                .doesNotHaveDuplicates();
    }

    private void oneEndsLate(String name) throws Exception {
        CountDownLatch stored = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (var pool = Executors.newSingleThreadExecutor()) {
            Future<?> late = pool.submit(() -> imported(name + "-late", read -> {
                stored.countDown();
                await(goOn);
            }));
            await(stored);
            imported(name + "-younger", read -> {});
            assertThat(ids()).contains(name + "-younger@example.net").doesNotContain(name + "-late@example.net");
            goOn.countDown();
            late.get();
        }
        assertThat(ids()).contains(name + "-younger@example.net", name + "-late@example.net");
    }

    private List<String> ids() {
        return QuarkusTransaction.requiringNew()
                .call(() -> facts.on(LocalDate.MAX).messages().stream()
                        .map(message -> message.id().value())
                        .toList());
    }

    private void takenBack(String name) throws IOException {
        importer.run(order(name), read -> {}, true);
    }

    private Void imported(String name, LongConsumer progress) throws IOException {
        importer.run(order(name), progress);
        return null;
    }

    private Importer.Order order(String name) throws IOException {
        Path box = Files.writeString(
                folder.resolve(name + ".mbox"),
                "From x Mon Mar  2 10:00:00 2026\nFrom: finder@example.net\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n"
                        + "Message-ID: <" + name + "@example.net>\nSubject: about " + name
                        + "\n\nThere is a hole.\n\n");
        return new Importer.Order(name, "archive", List.of(), List.of(), null, List.of(box.toString()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(100, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
