package org.triageledger.work.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.queue.ReviewQueue;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.roster.RosterBook;

@QuarkusTest
class RepositoryConfirmationTest {
    private static final String NOTIFICATION = """
            From x DAY 1N:00:00 YEAR
            Authentication-Results: mx.example.org; dkim=pass header.d=github.com; dmarc=pass header.from=github.com
            Received: from forwarder.example.net by mx.example.org; DATE 1N:00:00 +0000
            List-ID: team/parser <parser.team.github.com>
            From: LOGIN <notifications@github.com>
            X-GitHub-Sender: LOGIN
            Subject: Re: [team/parser] overflow (Issue #7)
            Date: DATE 1N:00:00 +0000
            Message-ID: <team/parser/issues/7/N@github.com>
            In-Reply-To: <team/parser/issues/7@github.com>

            I can reproduce it, part N.

            --
            Reply to this email directly or view it on GitHub:
            https://github.com/team/parser/issues/7#issuecomment-N

            """;

    @Inject
    Decisions decisions;

    @Inject
    ReviewQueue queue;

    @Inject
    Days days;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    @Test
    void oneActConfirmsAllOfARepositoryButOnesOwnWaitsForAnother() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: bob, name: Bob Example, joined: 2019-02-01, github: bob-x, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, github: cia-x, addresses: [cia@example.org], roles: [{role: admin}]}
                """));
        read("archive", "archive", List.of(), """
                From x DAY 09:00:00 YEAR
                From: Finder <finder@example.net>
                Message-ID: <team/parser/issues/7@github.com>
                Subject: [team/parser] overflow (Issue #7)

                There is a hole.

                """);
        read(
                "mailbox",
                "mailbox",
                List.of("mx.example.org"),
                NOTIFICATION
                                .replace("LOGIN", "bob-x")
                                .replace("N@", "1@")
                                .replace("1N", "11")
                                .replace("-N", "-1")
                        + NOTIFICATION
                                .replace("LOGIN", "cia-x")
                                .replace("N@", "2@")
                                .replace("1N", "12")
                                .replace("-N", "-2"));

        assertThat(queue.repositories()).singleElement().satisfies(repository -> {
            assertThat(repository.name()).isEqualTo("team/parser");
            assertThat(repository.messages()).hasSize(2);
        });
        assertThat(decisions.previewAll(queue.confirmations("Team/Parser")).changes())
                .contains("bob gains 1 report with credits", "cia gains 1 report with credits");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> queue.confirmations("team/other"));
        assertThat(queue.repositories()).hasSize(1);

        DecisionViews.Effect effect =
                decisions.decideAll(queue.confirmations("team/parser"), new Signed("cia", "came from our forwarder"));
        assertThat(effect.changes())
                .contains("bob gains 1 report with credits")
                .doesNotContain("cia gains 1 report with credits");
        assertThat(effect.waits()).isFalse();
        assertThat(decisions.all()).hasSize(3);
        assertThat(decisions.awaitingApproval()).hasSize(1);
    }

    private void read(String source, String trust, List<String> servers, String mbox) throws IOException {
        String day = DateTimeFormatter.ofPattern("EEE MMM dd", Locale.ROOT)
                .format(days.today().minusDays(20));
        String date = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT)
                .format(days.today().minusDays(20));
        String year = String.valueOf(days.today().minusDays(20).getYear());
        Path file = Files.writeString(
                folder.resolve(source + ".mbox"),
                mbox.replace("DAY", day).replace("DATE", date).replace("YEAR", year));
        importer.run(new Importer.Order(source, trust, List.of(), servers, null, List.of(file.toString())), read -> {});
    }
}
