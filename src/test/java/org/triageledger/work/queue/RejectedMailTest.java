package org.triageledger.work.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.roster.RosterBook;

/** Two mails of one person in one report make one credit that waits; each is a question of its own. */
@QuarkusTest
class RejectedMailTest {
    private static final Signed SIGNED = new Signed("cia", "seen");

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
    void twoMailsOfTwoPossibleAuthorsInOneReport() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org], roles: [{role: admin}]}
                """));
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        null,
                        List.of(Files.writeString(folder.resolve("a.mbox"), """
                                From x Mon Mar  2 10:00:00 2026
                                From: finder@example.net
                                Message-ID: <report@example.net>
                                Subject: overflow

                                There is a hole.

                                From x Mon Mar  2 11:00:00 2026
                                From: Ada Example <ada@example.org>, Bob Example <bob@example.org>
                                Message-ID: <first@example.org>
                                In-Reply-To: <report@example.net>
                                Subject: Re: overflow

                                We look at it.

                                From x Wed Mar  4 11:00:00 2026
                                From: Ada Example <ada@example.org>, Bob Example <bob@example.org>
                                Message-ID: <second@example.org>
                                In-Reply-To: <report@example.net>
                                Subject: Re: overflow

                                We looked at it.

                                """).toString())),
                read -> {});
    }

    @Test
    void theOneThatWasRejectedIsAskedNoMore() {
        String second = found("second@").getFirst();
        DecisionViews.Effect effect = decisions.decideAll(
                answers.proposals(List.of(second), new QueueAnswers.Given("reject", "", false)), SIGNED);
        assertThat(found("second@")).isEmpty();
        assertThat(found("first@")).hasSize(1);
        decisions.decide(new Proposal.Undo(effect.entries().getFirst()), SIGNED);
        assertThat(found("second@")).containsExactly(second);
    }

    private List<String> found(String text) {
        return items.page(QueueItems.Asked.of(null, text, null, null)).items().stream()
                .map(QueueViews.QueueItem::item)
                .toList();
    }
}
