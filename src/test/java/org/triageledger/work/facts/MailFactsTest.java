package org.triageledger.work.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.cli.InProcess;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.work.config.Keys;
import org.triageledger.work.record.SealedIds;
import picocli.CommandLine;

/** Mail is read in pieces; whatever happens to one of them, all of it is known in the end. */
@QuarkusTest
@Timeout(120)
class MailFactsTest {
    private static final int MAILS = 9;
    private static final int PIECE = 2;

    @Inject
    DataSource dataSource;

    @Inject
    RetentionStore retention;

    @Inject
    SealedIds ids;

    @Inject
    Keys keys;

    @Inject
    CommandLine.IFactory factory;

    @TempDir
    Path folder;

    /** Gives pieces on, but one of them not, or not as it is, the first time. */
    private final class Copies extends MessageCopyStore {
        private final int piece;
        private final Consumer<Consumer<Loaded>> trouble;
        private int given;

        private Copies(int piece, Consumer<Consumer<Loaded>> trouble) {
            super(dataSource);
            this.piece = piece;
            this.trouble = trouble;
        }

        @Override
        public void after(long seq, Seal seal, int most, Consumer<Loaded> taken) {
            super.after(seq, seal, most, one -> {
                if (++given == piece) {
                    trouble.accept(taken);
                }
                taken.accept(one);
            });
        }
    }

    @BeforeEach
    void threadsOfThree() throws Exception {
        String box = IntStream.range(0, MAILS)
                .mapToObj(number -> "From x Mon Mar  2 10:00:00 2026\nFrom: a" + number + "@example.net\n"
                        + "Date: Mon, 2 Mar 2026 10:00:0" + number + " +0000\nMessage-ID: <p" + number
                        + "@example.net>\n"
                        + (number % 3 == 0 ? "" : "In-Reply-To: <p" + number / 3 * 3 + "@example.net>\n")
                        + "Subject: overflow\n\nThere is a hole.\n\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("pieces.mbox"), box);
        assertThat(InProcess.run(factory, "import", "--source", "pieces", "--trust", "archive", file.toString())
                        .exit())
                .isZero();
    }

    private MailFacts facts(MessageCopyStore copies) {
        return new MailFacts(copies, retention, ids, keys, new CreditRules(1), PIECE);
    }

    @Test
    void piecesAreAllOfIt() {
        MailFacts whole = new MailFacts(
                new MessageCopyStore(dataSource), retention, ids, keys, new CreditRules(1), MailFacts.PIECE);
        MailFacts inPieces = facts(new MessageCopyStore(dataSource));

        assertThat(whole.read()).isEqualTo(MailFacts.News.MORE);
        assertThat(inPieces.read()).isEqualTo(MailFacts.News.MORE);
        assertThat(inPieces.messages()).hasSizeGreaterThanOrEqualTo(MAILS).isEqualTo(whole.messages());
        assertThat(inPieces.read()).isEqualTo(MailFacts.News.NONE);
    }

    @Test
    void afterAPieceThatCannotBeReadTheRestIsRead() {
        MailFacts facts = facts(new Copies(3, taken -> {
            throw new IllegalStateException("the database is gone");
        }));

        assertThatIllegalStateException().isThrownBy(facts::read);
        assertThat(facts.read()).isEqualTo(MailFacts.News.MORE);
        assertThat(facts.messages()).isEqualTo(all());
    }

    @Test
    void afterAPieceThatCannotBeTakenAllIsReadAgain() {
        MailFacts facts = facts(new Copies(2, taken -> taken.accept(damaged())));

        assertThatIllegalArgumentException().isThrownBy(facts::read);
        assertThat(facts.read()).isEqualTo(MailFacts.News.ANEW);
        assertThat(facts.messages()).isEqualTo(all());
        assertThat(facts.read()).isEqualTo(MailFacts.News.NONE);
    }

    private List<?> all() {
        MailFacts other = facts(new MessageCopyStore(dataSource));
        other.read();
        return other.messages();
    }

    /** Two copies, the second of which nothing can be made of. */
    private static MessageCopyStore.Loaded damaged() {
        MessageCopy good = Letter.letter("good").sighting();
        MessageCopy bad = new MessageCopy(
                good.place(),
                good.digest(),
                Letter.id("bad"),
                good.idMade(),
                good.otherIds(),
                good.references(),
                good.reply(),
                good.forwards(),
                good.subjectToken(),
                "no fingerprint",
                good.author(),
                good.date(),
                good.arrival(),
                good.lists(),
                good.automation(),
                good.automationWhy(),
                good.trust(),
                good.trustWhy(),
                good.authoredLines(),
                good.linesUnclear(),
                good.advisories(),
                good.archivedAt());
        return new MessageCopyStore.Loaded(List.of(good, bad), List.of(), 1_000_000, false, List.of(), List.of());
    }
}
