package org.triageledger.work.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.cli.InProcess;
import org.triageledger.store.MessageCopyStore;
import picocli.CommandLine;

/** While everything is derived again, questions are answered, and what comes in meanwhile is in what is new. */
@QuarkusTest
class RebuildMeanwhileTest {
    @Inject
    DataSource dataSource;

    @Inject
    FactsOver other;

    @Inject
    CommandLine.IFactory factory;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void questionsAreAnsweredMeanwhile() throws Exception {
        int before = messages(other.facts(new MessageCopyStore(dataSource)));
        imported("one", mail("report", "finder@example.net", ""));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MessageCopyStore slow = new MessageCopyStore(dataSource) {
            @Override
            public void after(long seq, Seal seal, int most, Consumer<Loaded> taken) {
                super.after(seq, seal, most, taken);
                if (Thread.currentThread().getName().equals("rebuilding") && reading.getCount() > 0) {
                    reading.countDown();
                    await(goOn);
                }
            }
        };
        Facts facts = other.facts(slow);
        assertThat(messages(facts)).isEqualTo(before + 1);

        try (var pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "rebuilding"))) {
            Future<List<Facts.Rebuilt>> rebuilt = pool.submit(facts::rebuild);
            await(reading);

            assertThat(messages(facts)).as("an answer while all is read").isEqualTo(before + 1);
            imported("two", mail("answer", "ada@example.org", "In-Reply-To: <report@example.net>\n"));
            assertThat(messages(facts)).as("a mail that came meanwhile").isEqualTo(before + 2);

            goOn.countDown();
            assertThat(rebuilt.get()).allMatch(Facts.Rebuilt::same);
            assertThat(rebuilt.get().getFirst().anew()).isEqualTo(before + 2);
        }
        assertThat(messages(facts)).as("what is new goes on").isEqualTo(before + 2);
        imported("three", mail("other", "finder@example.net", ""));
        assertThat(messages(facts)).isEqualTo(before + 3);
    }

    /** The second of three mails cannot be read at first. */
    @Test
    void aDatabaseThatFailsInTheMiddleIsAskedForTheRest() throws Exception {
        int before = messages(other.facts(new MessageCopyStore(dataSource)));
        imported("one", mail("question", "finder@example.net", ""));
        Facts facts = other.facts(new MessageCopyStore(dataSource) {
            private int pieces;

            @Override
            public void after(long seq, Seal seal, int most, Consumer<Loaded> taken) {
                super.after(seq, seal, 1, piece -> {
                    if (pieces++ == 1) {
                        throw new IllegalStateException("the database is gone");
                    }
                    taken.accept(piece);
                });
            }
        });
        imported("two", mail("reply", "ada@example.org", "In-Reply-To: <question@example.net>\n"));
        imported("three", mail("another", "finder@example.net", ""));

        assertThatIllegalStateException().isThrownBy(() -> messages(facts));
        assertThat(messages(facts)).isEqualTo(before + 3);
        assertThat(facts.rebuild()).allMatch(Facts.Rebuilt::same);
    }

    private static int messages(Facts facts) {
        return QuarkusTransaction.requiringNew()
                .call(() -> facts.on(LocalDate.MAX).messages().size());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(100, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void imported(String name, String mail) throws IOException {
        Path box = Files.writeString(folder.resolve(name + ".mbox"), mail);
        InProcess.Result result =
                InProcess.run(factory, "import", "--source", name, "--trust", "archive", box.toString());
        assertThat(result.exit()).as(result.err()).isZero();
    }

    private static String mail(String id, String from, String more) {
        return "From " + from + " Mon Mar  2 10:00:00 2026\nFrom: " + from + "\n"
                + "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <" + id + "@example.net>\n" + more
                + "Subject: overflow in the " + id + "\n\nThere is a hole.\n\n";
    }
}
