package org.triageledger.core.advisory.ghsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

/** Looks at advisories, one a line, to what is known of them: states, when they changed, and who did what. All in March 2026. */
class AdvisoriesTest {
    private static final Roster ROSTER = new Roster(
            List.of(
                    People.named("ada", "Ada").github("Ada-X").person(),
                    People.named("bob", "Bob").github("bob-x").person(),
                    People.named("cyd", "Cyd")
                            .github("cyd-x")
                            .joined("2026-03-10")
                            .person()),
            List.of());

    @Test
    void aStateIsDatedByTheLooksAroundItAndByGitHubWhereItSaysSo() {
        assertThat(history("""
                        look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder
                        look 04T12 draft created=01T10 updated=04T09 accepted=yes by=finder tags=accepted
                        look 09T12 closed created=01T10 updated=08T18 accepted=yes closed=08T17 by=finder tags=accepted,completed
                        """))
                .containsExactly(
                        "triage 01T10",
                        "draft 01T10..04T09",
                        "closed 08T17",
                        "tag accepted 01T10..04T09",
                        "tag completed 04T09..08T18",
                        "decided completed");
    }

    @Test
    void aCompletePollBetweenTwoLooksNarrowsTheTimeAndAFailedOneDoesNot() {
        String looks = """
                look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder
                look 06T12 draft created=01T10 updated=05T09 accepted=yes by=finder
                """;
        assertThat(history(looks + "poll 03T12 complete\npoll 04T12 complete\npoll 05T08 failed"))
                .containsExactly("triage 01T10", "draft 04T12..05T09");
        assertThat(history(looks + "poll 06T12 complete")).containsExactly("triage 01T10", "draft 01T10..05T09");
    }

    @Test
    void whatOneLookAloneTells() {
        assertThat(history("look 20T12 draft created=01T10 updated=02T10 accepted=no by=finder"))
                .containsExactly("triage 01T10", "draft 01T10..02T10");
        assertThat(history("look 20T12 draft created=01T10 updated=02T10 by=ada-x"))
                .containsExactly("draft 01T10");
        assertThat(history("look 20T12 published created=01T10 updated=09T10 published=05T10 by=ada-x"))
                .containsExactly("draft 01T10", "published 05T10");
        assertThat(
                        history(
                                "look 20T12 closed created=01T10 updated=09T10 closed=05T10 accepted=no by=finder tags=invalid"))
                .containsExactly("triage 01T10", "closed 05T10", "tag invalid 01T10..09T10", "decided invalid");
        assertThat(history("look 20T12 closed created=01T10 updated=09T10 closed=05T10 accepted=yes by=finder"))
                .containsExactly("triage 01T10", "draft 01T10..05T10", "closed 05T10");
        assertThat(history("look 20T12 withdrawn created=01T10 updated=09T10 published=05T10 withdrawn=08T10 by=ada-x"))
                .containsExactly("draft 01T10", "published 05T10", "withdrawn 08T10");
    }

    @Test
    void whatChangedWithoutAWordOfGitHubsLiesBetweenTheLooks() {
        assertThat(history("""
                        look 02T12 draft created=01T10 updated=01T12 by=ada-x
                        look 03T12 draft created=01T10 updated=01T12 by=ada-x users=bob-x
                        look 04T12 draft created=01T10 updated=01T12 by=ada-x users=bob-x cve=CVE-2050-1234
                        """))
                .containsExactly("draft 01T10", "cve CVE-2050-1234 03T12..04T12", "user bob-x 02T12..03T12");
    }

    @Test
    void asOfAPastDayNothingLaterIsThere() {
        String looks = """
                look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder
                look 04T12 draft created=01T10 updated=04T09 accepted=yes by=finder tags=accepted cve=CVE-2050-1234
                comment 1 ada-x 03T10
                comment 2 ada-x 05T10
                """;
        assertThat(history(looks, "01T09")).isEmpty();
        assertThat(history(looks, "03T23")).containsExactly("triage 01T10", "comment 1 ada-x 03T10");
        assertThat(history(looks, "09T00"))
                .containsExactly(
                        "triage 01T10",
                        "draft 01T10..04T09",
                        "cve CVE-2050-1234 01T10..04T09",
                        "tag accepted 01T10..04T09",
                        "decided accepted",
                        "comment 1 ada-x 03T10",
                        "comment 2 ada-x 05T10");
    }

    @Test
    void ofACommentTheLastVersionCountsAndItIsThereOnce() {
        assertThat(history("""
                        look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder
                        comment 7 ada-x 03T10 lines=1
                        comment 7 ada-x 03T10 updated=03T11 lines=4
                        comment 7 ada-x 03T10 lines=1
                        """)).containsExactly("triage 01T10", "comment 7 ada-x 03T10 4 lines");
    }

    @Test
    void commentsOfMembersOnAdvisoriesOfOthersAreWork() {
        assertThat(work("""
                        look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder
                        comment 1 ADA-X 03T10
                        comment 2 ada-x 04T10
                        comment 3 bob-x 05T10 lines=0
                        comment 4 finder 05T11
                        comment 5 cyd-x 09T10
                        comment 6 helper[bot] 05T12
                        comment 7 nobody 05T13
                        """)).containsExactly("ada commented 1 2 certain");
        assertThat(work("""
                        look 02T12 draft created=01T10 updated=01T10 by=ada-x
                        comment 1 ada-x 03T10
                        comment 2 cyd-x 11T10
                        """)).containsExactly("cyd commented 2 certain");
        assertThat(work("""
                        look 02T12 draft created=01T10 updated=01T10
                        comment 1 ada-x 03T10
                        """)).containsExactly("ada commented 1 beginning-unknown");
    }

    @Test
    void creditsOfAResponseTeamCountFromTheEndOfTheirInterval() {
        assertThat(work("""
                        look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder
                        look 12T12 draft created=01T10 updated=12T09 accepted=yes by=finder credits=ada-x:coordinator:accepted,finder:reporter:accepted,bob-x:finder:accepted,cyd-x:remediation_reviewer:pending
                        look 14T12 draft created=01T10 updated=14T09 accepted=yes by=finder credits=ada-x:coordinator:accepted,bob-x:remediation_developer:accepted,cyd-x:remediation_reviewer:pending
                        poll 13T12 complete
                        """))
                .containsExactly(
                        "ada coordinator 01T10..12T09 certain",
                        "bob remediation-developer 13T12..14T09 certain",
                        "cyd remediation-reviewer 01T10..12T09 not-accepted");
    }

    @Test
    void aCreditThatWasDeclinedOrTakenAwayIsNone() {
        String looks = """
                look 02T12 draft created=01T10 updated=02T10 by=finder credits=ada-x:coordinator:accepted,bob-x:analyst:declined
                look 04T12 draft created=01T10 updated=04T10 by=finder credits=ada-x:coordinator:declined
                """;
        assertThat(work(looks)).isEmpty();
        assertThat(work(looks, "03T10")).containsExactly("ada coordinator 01T10..02T10 certain");
    }

    @Test
    void anEmptyListOfCommentsProvesNothing() {
        String look = "look 02T12 triage created=01T10 updated=01T10 accepted=no by=finder";
        assertThat(Looks.advisories(look, "28T00").getFirst().commentsComplete())
                .isFalse();
        assertThat(Looks.advisories(look + " comments=0", "28T00").getFirst().commentsComplete())
                .isTrue();
        assertThat(Looks.advisories(look + " comments=1", "28T00").getFirst().commentsComplete())
                .isFalse();
        assertThat(Looks.advisories(look + " comments=1\ncomment 1 ada-x 03T10", "28T00")
                        .getFirst()
                        .commentsComplete())
                .isTrue();
    }

    @Test
    void aPollThatStoppedLeavesOpenWhatHappenedSince() {
        Polls polls = Looks.polls(
                "poll 02T10 complete\npoll 02T11 complete\npoll 02T12 failed\npoll 05T10 complete\npoll 06T10 failed");
        assertThat(polls.knownUntil(Looks.REPOSITORY)).contains(Looks.at("05T10"));
        assertThat(polls.isKnown(Looks.REPOSITORY, Looks.at("05T10"))).isTrue();
        assertThat(polls.isKnown(Looks.REPOSITORY, Looks.at("05T11"))).isFalse();
        assertThat(polls.isKnown("example/other", Looks.at("01T10"))).isFalse();
        assertThat(polls.coverage(Looks.REPOSITORY, Duration.ofHours(3)).stretches().stream()
                        .map(stretch -> span(new Between(stretch.from(), stretch.to()))))
                .containsExactly("02T10..02T11", "05T10");
    }

    @Property(tries = 300)
    void anyOrderAndAnyRepetitionGiveTheSameHistory(@ForAll Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int updated = 1 + random.nextInt(6);
            int seen = updated + random.nextInt(4);
            lines.add(
                    switch (random.nextInt(4)) {
                        case 0 -> "poll 0" + seen + "T12 " + (random.nextInt(4) == 0 ? "failed" : "complete");
                        case 1 ->
                            "comment " + (1 + random.nextInt(3)) + " ada-x 01T10 updated=0" + updated + "T10 lines="
                                    + random.nextInt(3);
                        default ->
                            "look 0" + seen + "T12 "
                                    + oneOf(random, "triage accepted=no", "draft accepted=yes", "closed closed=05T10")
                                    + " created=01T00 updated=0" + updated + "T10 by=finder"
                                    + oneOf(random, "", " tags=accepted", " cve=CVE-2050-1234")
                                    + oneOf(random, "", " credits=ada-x:coordinator:accepted", " users=bob-x");
                    });
        }
        List<String> shuffled = new ArrayList<>(lines);
        shuffled.addAll(lines.subList(0, random.nextInt(lines.size())));
        Collections.shuffle(shuffled, random);
        for (String until : List.of("03T10", "28T00")) {
            assertThat(Looks.advisories(String.join("\n", shuffled), until))
                    .isEqualTo(Looks.advisories(String.join("\n", lines), until));
            assertThat(work(String.join("\n", shuffled), until)).isEqualTo(work(String.join("\n", lines), until));
        }
    }

    private static String oneOf(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static List<String> history(String lines) {
        return history(lines, "28T00");
    }

    private static List<String> history(String lines, String until) {
        return Looks.advisories(lines, until).stream()
                .flatMap(advisory -> Stream.of(
                                advisory.states().stream()
                                        .map(change -> change.state().word() + " " + span(change.when())),
                                advisory.cve().stream().map(cve -> "cve " + cve.id() + " " + span(cve.when())),
                                advisory.tags().entrySet().stream()
                                        .map(tag -> "tag " + tag.getKey().word() + " " + span(tag.getValue())),
                                advisory.decided().stream().map(tag -> "decided " + tag.word()),
                                advisory.collaborators().entrySet().stream()
                                        .map(user -> "user " + user.getKey() + " " + span(user.getValue())),
                                advisory.comments().stream()
                                        .map(comment -> "comment " + comment.id() + " "
                                                + comment.login().orElse("?") + " " + moment(comment.created())
                                                + (comment.lines() > 1 ? " " + comment.lines() + " lines" : "")))
                        .flatMap(parts -> parts))
                .toList();
    }

    private static List<String> work(String lines) {
        return work(lines, "28T00");
    }

    private static List<String> work(String lines, String until) {
        return AdvisoryWorks.of(Looks.advisories(lines, until), ROSTER, 1).stream()
                .map(work -> switch (work) {
                    case AdvisoryWork.Commented commented ->
                        commented.member() + " commented "
                                + commented.comments().stream()
                                        .map(comment -> String.valueOf(comment.id()))
                                        .collect(Collectors.joining(" "))
                                + " " + commented.standing().word();
                    case AdvisoryWork.Named named ->
                        named.member() + " " + named.type().word() + " " + span(named.when()) + " "
                                + named.standing().word();
                })
                .toList();
    }

    private static String moment(Instant at) {
        return at.toString().substring(8, 13);
    }

    private static String span(Between when) {
        return when.isExact() ? moment(when.by()) : moment(when.from()) + ".." + moment(when.by());
    }
}
