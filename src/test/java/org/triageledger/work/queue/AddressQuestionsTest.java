package org.triageledger.work.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.EmptyLedger;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.roster.RosterBook;

/** An address of nobody is asked about by the name in its latest mail; names are kept from one question to the next. */
@QuarkusTest
class AddressQuestionsTest {
    @Inject
    QueueItems items;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    DataSource dataSource;

    @TempDir
    Path folder;

    @BeforeEach
    void anAddressOfNobodyWithTheNameOfAMember() throws IOException {
        EmptyLedger.begin();
        team("""
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """);
        mail("one", 2, "finder@example.net", "");
        mail("two", 3, "Ada Example <a@home.example>", "one");
        assertThat(asked()).containsExactly("ada: a@home.example");
    }

    @Test
    void aLaterMailWithAnotherNameTakesTheQuestionAway() throws IOException {
        mail("three", 4, "Somebody Else <a@home.example>", "one");
        assertThat(asked()).isEmpty();
        mail("four", 5, "BOB  Example <a@home.example>", "one");
        assertThat(asked()).containsExactly("bob: a@home.example");
        mail("five", 6, "a@home.example", "one");
        assertThat(asked()).isEmpty();
    }

    @Test
    void aLaterMailOfAnotherAddressAddsAQuestion() throws IOException {
        mail("three", 4, "Bob Example <b@home.example>", "two");
        assertThat(asked()).containsExactly("ada: a@home.example", "bob: b@home.example");
    }

    @Test
    void aRosterThatIsLoadedAgainIsAskedWithTheNamesThatWereRead() throws IOException {
        team("""
                members:
                  - {id: ada, name: Ada Other, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, aliases: [Ada Example], joined: 2019-02-01, addresses: [bob@example.org]}
                """);
        assertThat(asked()).containsExactly("bob: a@home.example");
    }

    @Test
    void whatWasRemovedHasNoSayAnyMore() throws IOException {
        mail("three", 4, "Bob Example <a@home.example>", "two");
        assertThat(asked()).containsExactly("bob: a@home.example");
        sql(
                "insert into removed_copy (digest, part, removed_at) select digest, part, current_timestamp from sighting"
                        + " where message_id = 'three@example.org'",
                "delete from sighting where message_id = 'three@example.org'");
        assertThat(asked()).containsExactly("ada: a@home.example");
    }

    @Test
    void aMailWhoseTransactionEndedAfterALaterOneIsReadToo() throws IOException {
        mail("three", 4, "Somebody Else <b@home.example>", "two");
        sql("update sighting set seq = seq + 5 where message_id = 'three@example.org'");
        assertThat(asked()).containsExactly("ada: a@home.example");
        mail("four", 4, "Bob Example <c@home.example>", "two");
        assertThat(asked()).containsExactly("ada: a@home.example", "bob: c@home.example");
    }

    private void sql(String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> asked() {
        return items.page(new QueueItems.Asked(QueueItems.ADDRESS, "", false, 1)).items().stream()
                .map(item -> item.members().getFirst() + ": " + item.address())
                .sorted()
                .toList();
    }

    private void team(String text) throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), text));
    }

    private void mail(String id, int day, String from, String replyTo) throws IOException {
        Path file = Files.writeString(folder.resolve(id + ".mbox"), """
                From x Mon Mar  2 10:00:00 2026
                From: %s
                Date: %d Mar 2026 10:00:00 +0000
                Message-ID: <%s@example.org>
                %sSubject: overflow

                There is a hole.

                """.formatted(
                        from, day, id, replyTo.isEmpty() ? "" : "In-Reply-To: <" + replyTo + "@example.org>\n"));
        importer.run(
                new Importer.Order("archive", "archive", List.of(), List.of(), null, List.of(file.toString())),
                read -> {});
    }
}
