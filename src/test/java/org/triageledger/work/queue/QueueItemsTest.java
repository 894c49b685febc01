package org.triageledger.work.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.roster.RosterBook;

/** Questions of the queue by themselves: found, shown with their evidence, and answered together. Each test takes back its answers. */
@QuarkusTest
class QueueItemsTest {
    private static final Signed SIGNED = new Signed("cia", "a test");

    @Inject
    QueueItems items;

    @Inject
    QueueAnswers answers;

    @Inject
    Decisions decisions;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    @BeforeEach
    void sixtyMessagesOfTwoPossibleAuthorsAndOneOfNobody() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org], roles: [{role: admin}]}
                """));
        String mails = IntStream.rangeClosed(1, 60)
                .mapToObj(number -> """
                        From x Mon Mar  2 10:00:00 2026
                        From: finder@example.net
                        Message-ID: <report-%1$d@example.net>
                        Subject: overflow %1$d

                        There is a hole.

                        From x Mon Mar  2 11:%2$02d:00 2026
                        From: Ada Example <ada@example.org>, Bob Example <bob@example.org>
                        Message-ID: <answer-%1$d@example.org>
                        In-Reply-To: <report-%1$d@example.net>
                        Subject: Re: overflow %1$d

                        We look at it.

                        """.formatted(number, number - 1))
                .collect(Collectors.joining());
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        null,
                        List.of(Files.writeString(folder.resolve("a.mbox"), mails + """
                                From x Tue Mar  3 11:00:00 2026
                                From: Somebody
                                Message-ID: <nameless@example.org>
                                In-Reply-To: <report-1@example.net>
                                Subject: Re: overflow 1

                                I look at it too.

                                """)
                                .toString())),
                read -> {});
    }

    @Test
    void theyAreFoundByKindAndTextAndStandOnPagesOfFifty() {
        QueueViews.QueuePage first = items.page(QueueItems.Asked.of("author", "", null, null));
        assertThat(first.count()).isEqualTo(61);
        assertThat(first.pages()).isEqualTo(2);
        assertThat(first.items()).hasSize(50).first().satisfies(item -> {
            assertThat(item.title()).isEqualTo("Unknown author");
            assertThat(item.members()).isEmpty();
        });
        assertThat(items.page(QueueItems.Asked.of("author", "", null, "2")).items())
                .hasSize(11);
        assertThat(items.page(QueueItems.Asked.of(null, "ANSWER-7@", null, null))
                        .items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.title()).isEqualTo("Ada Example or Bob Example");
                    assertThat(item.address()).isEqualTo("ada@example.org, bob@example.org");
                });
        assertThat(items.page(QueueItems.Asked.of(null, "", "oldest-first", null))
                        .items()
                        .getFirst()
                        .at())
                .isBefore(first.items().getFirst().at());
        assertThat(first.kinds()).containsEntry("author", 61);
        assertThatThrownBy(() -> QueueItems.Asked.of("none", "", null, null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> QueueItems.Asked.of("", "", "odd", null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> QueueItems.Asked.of("", "", null, "0")).isInstanceOf(Refusal.class);
    }

    @Test
    void oneIsShownWithWhatIsNeededToDecide() {
        QueueViews.QueueItemDetail detail = items.detail(item("answer-7@")).orElseThrow();
        assertThat(detail.alike()).isEqualTo(59);
        assertThat(detail.answers()).extracting(QueueViews.QueueAnswer::answer).containsExactly("confirm", "reject");
        assertThat(detail.messages()).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo("answer-7@example.org");
            assertThat(message.authors())
                    .containsExactly(
                            new QueueViews.QueuedAuthor("ada@example.org", "ada", "Ada Example"),
                            new QueueViews.QueuedAuthor("bob@example.org", "bob", "Bob Example"));
            assertThat(message.how()).isEqualTo("ambiguous");
            assertThat(message.reporter()).isEqualTo(new QueueViews.QueuedAuthor("finder@example.net", null, null));
            assertThat(message.authoredLines()).isEqualTo(1);
        });
        assertThat(items.detail("0123456789abcdef")).isEmpty();
    }

    @Test
    void aSubjectIsShownToTheOneWhoAskedForItAndThatIsNoted() {
        String item = item("answer-7@");
        String key = items.detail(item).orElseThrow().messages().getFirst().key();
        int before = decisions.all().size();
        assertThat(answers.shown(key)).isEmpty();
        answers.show(item);
        answers.show(item);
        assertThat(answers.shown(key)).containsExactly("Re: overflow 7", "Ada Example", "Bob Example");
        assertThat(answers.shown("another")).isEmpty();
        assertThat(decisions.all()).as("noted once").hasSize(before + 1).last().satisfies(line -> {
            assertThat(line.group()).isEqualTo("subject");
            assertThat(line.what()).startsWith("Subject of message ").doesNotContain("overflow");
        });
        assertThatThrownBy(() -> answers.show("0123456789abcdef")).isInstanceOf(Refusal.class);
    }

    @Test
    void oneAnswerHoldsForAllThatNameTheSameAuthor() {
        String item = item("answer-7@");
        List<Proposal> all = answers.proposals(List.of(item), new QueueAnswers.Given("confirm", "bob", true));
        assertThat(all).hasSize(60);
        assertThat(decisions.previewAll(all).changes()).contains("bob gains 60 reports with credits");
        List<Long> made = decisions.decideAll(all, SIGNED).entries();
        assertThat(made).hasSize(60);
        assertThat(items.page(QueueItems.Asked.of("author", "", null, null)).count())
                .isEqualTo(1);
        assertThat(items.detail(item)).isEmpty();
        assertThatThrownBy(() -> answers.proposals(List.of(item), new QueueAnswers.Given("reject", "", false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("decided already");
        made.forEach(id -> decisions.decide(new Proposal.Undo(id), SIGNED));
        assertThat(items.detail(item)).isPresent();
    }

    @Test
    void severalAreAnsweredTogetherOrNone() {
        List<String> two = List.of(item("answer-7@"), item("nameless@"));
        assertThatThrownBy(() -> answers.proposals(two, new QueueAnswers.Given("link", "", false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no answer");
        assertThatThrownBy(() ->
                        decisions.previewAll(answers.proposals(two, new QueueAnswers.Given("confirm", "", false))))
                .as("neither names one author")
                .isInstanceOf(Refusal.class);
        List<Long> made = decisions
                .decideAll(answers.proposals(two, new QueueAnswers.Given("reject", "", false)), SIGNED)
                .entries();
        assertThat(items.page(QueueItems.Asked.of("author", "", null, null)).count())
                .isEqualTo(59);
        made.forEach(id -> decisions.decide(new Proposal.Undo(id), SIGNED));
        assertThat(items.page(QueueItems.Asked.of("author", "", null, null)).count())
                .isEqualTo(61);
    }

    private String item(String text) {
        return items.page(QueueItems.Asked.of(null, text, null, null))
                .items()
                .getFirst()
                .item();
    }
}
