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
import org.triageledger.work.intake.Importer;
import org.triageledger.work.roster.RosterBook;

/** The subject that a question shows on request belongs to the mail that the question is about. */
@QuarkusTest
class QueueSubjectTest {
    @Inject
    QueueItems items;

    @Inject
    QueueAnswers answers;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    @BeforeEach
    void threeMembers() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org], roles: [{role: admin}]}
                """));
    }

    /** A Message-ID is its sender's choice: the subject that is shown is that of the message itself. */
    @Test
    void aMailWithTheSameMessageIdLendsItsSubjectToNobody() throws IOException {
        importer.run(
                new Importer.Order(
                        "second",
                        "archive",
                        List.of(),
                        List.of(),
                        null,
                        List.of(Files.writeString(folder.resolve("b.mbox"), """
                                From x Wed Mar  4 11:00:00 2026
                                From: Ada Example <ada@example.org>, Bob Example <bob@example.org>
                                Message-ID: <twice@example.org>
                                In-Reply-To: <report-1@example.net>
                                Subject: first of the id

                                One text.

                                From x Wed Mar  4 12:00:00 2026
                                From: Ada Example <ada@example.org>, Cia Example <cia@example.org>
                                Message-ID: <twice@example.org>
                                In-Reply-To: <report-2@example.net>
                                Subject: second of the id

                                Another text.

                                """).toString())),
                read -> {});
        List<List<String>> shown =
                items.page(QueueItems.Asked.of("author", "twice@", "oldest-first", null)).items().stream()
                        .map(item -> {
                            answers.show(item.item());
                            return answers.shown(items.detail(item.item())
                                    .orElseThrow()
                                    .messages()
                                    .getFirst()
                                    .key());
                        })
                        .toList();
        assertThat(shown)
                .containsExactlyInAnyOrder(
                        List.of("first of the id", "Ada Example", "Bob Example"),
                        List.of("second of the id", "Ada Example", "Cia Example"));
    }
}
