package org.triageledger.work.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.member.Finding;
import org.triageledger.work.TestClock;
import org.triageledger.work.post.MailTextsTest;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.roster.RosterBook;

/** The release cycle is read again and again, and what was read last stays in use while it cannot be had. */
@QuarkusTest
@TestProfile(MailTextsTest.OneMailbox.class)
class ReleaseCycleFeedTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");
    private static final Path FILE = MailTextsTest.RELEASE_CYCLE;

    @Inject
    TestClock clock;

    @Inject
    ReleaseCycleFeed feed;

    @Inject
    RosterBook roster;

    @Inject
    FindingsBook findings;

    @TempDir
    Path folder;

    @Test
    void theLastGoodCopyStaysInUse() throws IOException {
        clock.set(MONDAY);
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2026-06-01, roles: [{role: admin}]}
                """));
        Files.writeString(FILE, cycle("Hal Who"));
        assertThat(feed.refresh()).isTrue();
        assertThat(feed.refresh()).as("its time has not come").isFalse();
        assertThat(feed.finding()).isEmpty();
        assertThat(managers()).containsExactly("Hal Who");

        Files.writeString(FILE, "{\"3.99\": ");
        clock.set(MONDAY.plus(Duration.ofHours(25)));
        assertThat(feed.refresh()).isFalse();
        assertThat(feed.finding().map(Finding::sentence))
                .contains("The release cycle could not be read (this is no JSON (line 1)): the copy of 2026-11-02 is in"
                        + " use.");
        assertThat(findings.waiting()).anyMatch(line -> line.startsWith("The release cycle could not be read"));
        assertThat(managers()).containsExactly("Hal Who");

        Files.delete(FILE);
        clock.set(MONDAY.plus(Duration.ofHours(25).plusMinutes(59)));
        feed.refresh();
        assertThat(feed.finding().map(Finding::sentence).orElse("")).contains("no JSON");
        clock.set(MONDAY.plus(Duration.ofHours(26)));
        feed.refresh();
        assertThat(feed.finding().map(Finding::sentence))
                .contains(
                        "The release cycle could not be read (the file cannot be read: check the path, its permissions and"
                                + " that it is UTF-8): the copy of 2026-11-02 is in use.");

        Files.writeString(FILE, cycle("Ida Who"));
        clock.set(MONDAY.plus(Duration.ofHours(27)));
        assertThat(feed.refresh()).isTrue();
        assertThat(feed.finding()).isEmpty();
        assertThat(managers()).containsExactly("Ida Who");
    }

    private static String cycle(String manager) {
        return "{\"3.99\": {\"status\": \"bugfix\", \"end_of_life\": \"2099-10\", \"release_manager\": \"" + manager
                + "\"}}";
    }

    /** New managers who are no members are a finding, by which somebody proposes them. */
    private List<String> managers() {
        return findings.waiting().stream()
                .filter(line -> line.contains(" manages 3.99 and is no member"))
                .map(line -> line.replaceAll(" manages.*", ""))
                .toList();
    }
}
