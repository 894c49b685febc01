package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as other programs see it: the packaged program, its output and its exit codes. */
class LedgerIT {
    static final String ROSTER = """
            members:
              - id: ada
                name: Ada Example
                github: ada-x
                joined: 2019-02-01
                addresses: [ada@example.org]
                roles:
                  - {role: admin, from: 2024-01-01}
              - id: bob
                name: Bob Example
                joined: 2019-02-01
                addresses: [bob@example.org]
              - id: cy
                name: Cy Example
                joined: 2026-06-01
                addresses: [cy@example.org]
              - id: dee
                name: Dee Example
                joined: 2019-02-01
                addresses: [dee@example.org]
                roles:
                  - {role: release-manager, branch: "9.1", from: 2020-01-01}
              - id: eve
                name: Eve Example
                joined: 2019-02-01
                addresses: [eve@example.org]
                roles:
                  - {role: steering-council, from: 2025-12-13, to: 2026-12-12}
            """;

    private static final String CYCLE = """
            {"9.1": {"branch": "9.1", "pep": 1, "status": "bugfix", "first_release": "2024-10-07",
                     "end_of_life": "2029-10", "release_manager": "Dee Example"}}
            """;

    static final String MAIL = message(
                    "Mon Mar  2 10:00:00 2026",
                    "From: Finder <finder@example.net>",
                    "Message-ID: <report@example.net>",
                    "Subject: overflow in the parser",
                    "",
                    "There is a hole.")
            + message(
                    "Tue Mar  3 10:00:00 2026",
                    "From: Ada Example <ada@example.org>",
                    "Message-ID: <answer@example.org>",
                    "In-Reply-To: <report@example.net>",
                    "Subject: Re: overflow in the parser",
                    "",
                    "Thank you, we look at it.",
                    "",
                    "> There is a hole.");

    @TempDir
    Path folder;

    private LedgerProcess ledger;

    @BeforeEach
    void start() {
        ledger = new LedgerProcess(folder.resolve("data"));
    }

    @Test
    void fromAnArchiveToWhoIsActive() throws IOException {
        Path mbox = write("list.mbox", MAIL);
        assertThat(ledger.run("roster", "load", write("roster.yaml", ROSTER).toString())
                        .exit())
                .isZero();
        assertThat(ledger.run(
                                "roster",
                                "release-cycle",
                                write("cycle.json", CYCLE).toString())
                        .exit())
                .isZero();
        anArchiveIsReadOnce(mbox);
        verdictsFollowForAnyDay();
        creditsAndThreadsNameTheirMessages();
        messagesSayHowTheirAuthorWasFound();
        LedgerProcess.Result why = ledger.run("why", "ada", "--as-of", "2026-11-01");
        assertThat(why.exit()).isZero();
        assertThat(why.out()).contains("active until 2027-03-03", "answer@example.org");
    }

    private void anArchiveIsReadOnce(Path mbox) throws IOException {
        JsonNode imported = ledger.run(
                        "import",
                        "--source",
                        "list",
                        "--covers",
                        "2025-01-01..2026-11-01",
                        "--format",
                        "json",
                        mbox.toString())
                .json();
        assertThat(counts(imported)).isEqualTo("2 read, 2 stored, 0 duplicates, 0 quarantined");
        JsonNode again = ledger.run("import", "--source", "list", "--format", "json", mbox.toString())
                .json();
        assertThat(counts(again)).isEqualTo("2 read, 0 stored, 2 duplicates, 0 quarantined");
        JsonNode elsewhere = ledger.run("import", "--source", "copy", "--format", "json", mbox.toString())
                .json();
        assertThat(counts(elsewhere)).isEqualTo("2 read, 0 stored, 2 duplicates, 0 quarantined");
    }

    private void verdictsFollowForAnyDay() throws IOException {
        assertThat(verdicts("2026-11-01"))
                .containsExactly(
                        "ada active 2027-03-03 2026-03-03 1",
                        "bob inactive null null 0",
                        "cy newcomer 2027-06-01 null 0",
                        "dee exempt 2029-10-31 null 0",
                        "eve exempt 2026-12-12 null 0");
        assertThat(verdicts("2026-03-02")).contains("ada inactive null null 0");
        assertThat(verdicts("2026-11-02")).contains("bob unknown null null 0");
    }

    private void creditsAndThreadsNameTheirMessages() throws IOException {
        JsonNode credits = ledger.run("credits", "--member", "ada", "--format", "json")
                .json()
                .get("credits");
        List<String> kinds = new ArrayList<>();
        credits.forEach(credit -> kinds.add(
                credit.get("kind").asText() + " " + credit.get("first").asText() + " "
                        + credit.get("last").asText() + " "
                        + credit.get("messageIds").get(0).asText() + " "
                        + credit.get("trust").asText()));
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "triage 2026-03-03T10:00:00Z 2026-03-03T10:00:00Z answer@example.org archive",
                        "comment 2026-03-03T10:00:00Z 2026-03-03T10:00:00Z answer@example.org archive");

        JsonNode thread =
                ledger.run("threads", "--format", "json").json().get("threads").get(0);
        assertThat(thread.get("messageIds").toString()).isEqualTo("[\"report@example.net\",\"answer@example.org\"]");
        assertThat(thread.get("report").asText())
                .isEqualTo(credits.get(0).get("report").asText());
    }

    private void messagesSayHowTheirAuthorWasFound() throws IOException {
        JsonNode answer = ledger.run("messages", "--format", "json")
                .json()
                .get("messages")
                .get(1);
        assertThat(answer.get("author").asText()).isEqualTo("ada@example.org");
        assertThat(answer.get("account").isNull()).isTrue();
        assertThat(answer.get("how").asText()).isEqualTo("direct");
        assertThat(answer.get("howWhy").asText()).isEmpty();
        assertThat(answer.get("automation").asText()).isEqualTo("human");
        assertThat(answer.get("arrived").asText()).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(answer.get("authoredLines").asInt()).isEqualTo(1);
    }

    @Test
    void theKeyFileIsForItsOwnerOnlyAndNothingOfTheMailLiesReadable() throws IOException {
        ledger.run("import", "--source", "list", write("list.mbox", MAIL).toString());
        Path data = folder.resolve("data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("ledger.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain("overflow in the parser", "There is a hole");
            }
        }
    }

    @Test
    void anMtaHandsOverOneMailAtATimeAndKeepsWhatCannotBeStored() throws IOException {
        byte[] mail = "From: Ada <ada@example.org>\nMessage-ID: <piped@example.org>\n\nHello.\n".getBytes();
        String[] deliver = {"deliver", "--source", "pipe", "--trust", "archive"};
        assertThat(ledger.feed(mail, deliver).exit()).as("no ledger yet").isEqualTo(75);
        assertThat(ledger.run("init").exit()).isZero();
        for (int i = 0; i < 2; i++) {
            LedgerProcess.Result result = ledger.feed(mail, deliver);
            assertThat(result.err() + result.out()).isEmpty();
            assertThat(result.exit()).isZero();
        }
        assertThat(ledger.feed("no mail".getBytes(), deliver).exit()).isZero();
        assertThat(ledger.run("messages", "--format", "json").json().get("messages"))
                .hasSize(1);
        assertThat(ledger.run("quarantine", "--format", "json").json().get("quarantine"))
                .hasSize(1);
        assertThat(ledger.run("quarantine", "replay").exit()).isEqualTo(3);

        assertThat(ledger.feed(mail, "deliver").exit()).isEqualTo(75);
        assertThat(ledger.feed(mail, "deliver", "--source", "pipe", "--trust", "blind")
                        .exit())
                .isEqualTo(75);
        Path noFolder = write("file", "");
        assertThat(new LedgerProcess(noFolder).feed(mail, deliver).exit()).isEqualTo(75);
    }

    /** Most kinds of it are tried in WrongInputTest; here, that the program ends as it says, and what it prints by itself. */
    @Test
    void wrongInputGetsOneLineAndAnExitCode() throws IOException {
        Path noMbox = write("notes.txt", "milk, bread\nand butter\n");
        Path twoOnOne = write("two.yaml", ROSTER.replace("bob@example.org", "ada@example.org"));
        Path typo = write("typo.yaml", ROSTER.replace("joined: 2026-06-01", "joind: 2026-06-01"));
        Path badDay = write("day.yaml", ROSTER.replace("2026-06-01", "2026-02-30"));
        assertThat(ledger.run("init").exit()).isZero();
        failsWith(1, "no mbox", "import", "--source", "x", noMbox.toString());
        failsWith(1, "ada@example.org", "roster", "load", twoOnOne.toString());
        failsWith(1, "joind", "roster", "load", typo.toString());
        failsWith(1, "2026-02-30", "roster", "load", badDay.toString());
        failsWith(2, "actve", "actve");
        assertThat(ledger.run("messages", "--format", "json").json().get("messages"))
                .isEmpty();
    }

    @Test
    void onlyWhatMakesALedgerLeavesSomethingWhereThereIsNone() throws IOException {
        Path data = folder.resolve("data");
        Path roster = write("roster.yaml", ROSTER);
        for (String[] line : List.of(
                new String[] {"active"},
                new String[] {"account", "create", "ada"},
                new String[] {"roster", "import-csv", roster.toString()},
                new String[] {"roster", "findings"},
                new String[] {"queue"},
                new String[] {"decisions", "verify"},
                new String[] {"coverage"})) {
            failsWith(1, "no ledger in " + data + ": run ledger init or give --data", line);
            assertThat(data).as(String.join(" ", line)).doesNotExist();
        }

        for (String[] line :
                List.of(new String[] {"init"}, new String[] {"roster", "load", roster.toString()}, new String[] {
                    "import", "--source", "x", write("x.mbox", MAIL).toString()
                })) {
            ledger = new LedgerProcess(folder.resolve(line[0]));
            LedgerProcess.Result made = ledger.run(line);
            assertThat(made.err())
                    .contains("there was no ledger in " + folder.resolve(line[0]) + ": a new one is made");
            assertThat(made.exit()).isZero();
            assertThat(ledger.run(line).err()).doesNotContain("no ledger");
            assertThat(ledger.run("active").exit()).isIn(0, 3);
        }
    }

    @Test
    void theSettingsAreThoseOfTheLedgerWhereverItIsStarted() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path away = Files.createDirectories(folder.resolve("away"));
        settings(
                home,
                "ledger.mailboxes.team.host=127.0.0.1\nledger.mailboxes.team.user=team\n"
                        + "ledger.mailboxes.team.password-file=secrets/team\nledger.key-file=secrets/key\n");
        settings(away, "ledger.no-such-setting=1\n");
        Path named = write("named.properties", "ledger.policy=seed-1999\n");
        ledger = new LedgerProcess(home.resolve("data"), away);
        assertThat(ledger.run("init").exit()).isZero();

        assertThat(ledger.run("coverage", "--format", "json").err()).isEmpty();
        assertThat(home.resolve("secrets/key"))
                .as("a relative path begins beside the data directory")
                .exists();
        assertThat(away.resolve("secrets")).doesNotExist();

        ledger = new LedgerProcess(away.resolve("data"), away);
        LedgerProcess.Result wrong = ledger.run("init");
        assertThat(wrong.err()).contains("there is no setting ledger.no-such-setting");
        assertThat(wrong.exit()).isEqualTo(1);
        ledger = new LedgerProcess(home.resolve("data"), away);
        failsWith(1, "ledger.policy names no policy", "--config", named.toString(), "active");
        failsWith(
                1,
                "nowhere.properties",
                "--config",
                folder.resolve("nowhere.properties").toString(),
                "active");
    }

    /** The same bytes as without it, and also after it was killed. */
    @Test
    void aServiceThatRunsAnswersCommandsThatRead() throws Exception {
        ledger.run("roster", "load", write("roster.yaml", ROSTER).toString());
        List<String[]> lines = List.of(
                new String[] {"active", "--as-of", "2026-11-01"},
                new String[] {"active", "--as-of", "2026-11-01", "--format", "json"},
                new String[] {"why", "nobody", "--as-of", "2026-11-01"},
                new String[] {"queue"});
        List<LedgerProcess.Result> alone = lines.stream().map(ledger::run).toList();
        Path file = folder.resolve("data").resolve("ledger.service");
        Process service = ledger.serve(folder.resolve("serve.log"), "-Dquarkus.http.port=0");
        try {
            while (Files.notExists(file) && service.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(lines.stream().map(ledger::run).toList()).isEqualTo(alone);
        } finally {
            service.destroyForcibly().waitFor();
        }
        assertThat(file).exists();
        assertThat(lines.stream().map(ledger::run).toList()).isEqualTo(alone);
        assertThat(Files.readString(folder.resolve("serve.log")))
                .doesNotContain(Files.readString(file).lines().toList().getLast());
    }

    private static void settings(Path home, String text) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("config")).resolve("application.properties"), text);
    }

    private void failsWith(int exit, String part, String... args) {
        LedgerProcess.Result result = ledger.run(args);
        assertThat(result.err()).as(String.join(" ", args)).contains(part);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(exit);
    }

    private List<String> verdicts(String day) {
        List<String> lines = new ArrayList<>();
        ledger.run("active", "--as-of", day, "--format", "json")
                .json()
                .get("members")
                .forEach(member -> lines.add(String.join(
                        " ",
                        member.get("member").asText(),
                        member.get("verdict").asText(),
                        member.get("until").asText(),
                        member.get("lastCredit").asText(),
                        member.get("credits").asText())));
        return lines;
    }

    private static String counts(JsonNode imported) {
        return imported.get("read").asText() + " read, "
                + imported.get("stored").asText() + " stored, "
                + imported.get("duplicates").asText() + " duplicates, "
                + imported.get("quarantined").asText() + " quarantined";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String message(String when, String... lines) {
        return "From somebody@example.org " + when + "\n" + String.join("\n", lines) + "\n\n";
    }
}
