package org.triageledger.work.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.cli.InProcess;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.SealedStore;
import org.triageledger.store.WholeTables;
import org.triageledger.work.EmptyLedger;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.roster.RosterBook;
import picocli.CommandLine;

/** A former member and a reporter are erased: nothing names them any more, nothing else changes, and the log is whole. */
abstract class ErasureContract {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
    private static final String HEAD = """
            members:
              - {id: ada, name: Ada Example, joined: 2018-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
              - {id: cia, name: Cia Example, joined: 2018-02-01, roles: [{role: admin}], addresses: [cia@example.org]}
            """;
    private static final String HEIDI =
            "  - {id: heidi, name: Heidi Zwölfmüster, aliases: [H. Zwoelf], github: heidi-zw, joined: 2018-02-01, left: 2026-06-30,"
                    + " addresses: [heidi@zwoelf.example, hz@example.com]}\n";

    /** What must not be found anywhere; ids and logins as words. */
    private static final List<String> HERS = List.of(
            "zwölfmüster", "h. zwoelf", "heidi-zw", "zwoelf.example", "hz@example.com", "heidi", "heidi@work.example");

    private static final List<String> HIS = List.of("finn derfinder", "finn@finder.example");

    @Inject
    Erasure erasure;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    Accounts accounts;

    @Inject
    DecisionStore log;

    @Inject
    AuditLog audit;

    @Inject
    Checks checks;

    @Inject
    WholeTables tables;

    @Inject
    SealedPlaces places;

    @Inject
    MessageCopyStore copies;

    @Inject
    DataSource dataSource;

    @Inject
    CommandLine.IFactory factory;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private String mbox = "";

    @BeforeEach
    void aLedgerWithHistory() throws IOException {
        new EmptyLedger().beforeClass(ErasureContract.class);
        clock.set(LocalDate.parse("2026-06-15").atTime(8, 0).toInstant(ZoneOffset.UTC));
        team(HEAD + HEIDI.replace(", left: 2026-06-30", ""));
        accounts.create("heidi", "member", Optional.of("heidi"));
        mbox = one("r1", "2026-01-05", "Finn Derfinder <finn@finder.example>", "")
                + one("a1", "2026-01-06", "Heidi Zwölfmüster <heidi@zwoelf.example>", "r1")
                + one("a2", "2026-01-07", "Ada Example <ada@example.org>", "r1")
                + one("r2", "2026-03-05", "Heidi Z. <hz@example.com>", "")
                + one("a3", "2026-03-07", "cia@example.org", "r2")
                + one("a4", "2026-03-08", "Heidi Zwölfmüster <heidi@work.example>", "r1");
        mail("archive");
        done(
                "address",
                "link",
                "heidi",
                "heidi@work.example",
                "--by",
                "ada",
                "--reason",
                "Heidi Zwölfmüster said so",
                "--apply");
        done("claim", "coordination", "--day", "2026-04-01", "--by", "heidi", "--reason", "I phoned Finn Derfinder");
        done("claim", "coordination", "--day", "2026-04-02", "--by", "cia", "--reason", "with Heidi Zwölfmüster");
        done("leave", "heidi", "--by", "heidi", "--from", "2026-05-01", "--to", "2026-05-31", "--reason", "away");
        String report = JSON.readTree(done("threads", "--format", "json"))
                .at("/threads/0/report")
                .asText();
        done("report", "mark", report, "vulnerability", "--by", "cia", "--reason", "heidi asked");
        clock.set(TODAY.atTime(8, 0).toInstant(ZoneOffset.UTC));
        team(HEAD + HEIDI);
    }

    private static String one(String id, String day, String from, String parent) {
        return "From x Mon Jan 05 10:00:00 2026\nFrom: " + from + "\nDate: "
                + java.time.format.DateTimeFormatter.ofPattern("EEE, d MMM uuuu '10:00:00 +0000'", Locale.ENGLISH)
                        .format(LocalDate.parse(day))
                + "\nMessage-ID: <" + id + "@example.net>\n"
                + (parent.isEmpty() ? "" : "In-Reply-To: <" + parent + "@example.net>\n")
                + "Subject: hole, says Finn Derfinder\nContent-Type: text/plain; charset=utf-8\n\nSome lines of " + id
                + ".\n\n";
    }

    private void team(String yaml) throws IOException {
        assertThat(roster.load(Files.writeString(folder.resolve("roster.yaml"), yaml))
                        .faults())
                .isEmpty();
    }

    private long mail(String source) throws IOException {
        return importer.run(
                        new Importer.Order(
                                source,
                                "archive",
                                List.of(),
                                List.of(),
                                new Importer.DayRange(LocalDate.parse("2018-01-01"), TODAY),
                                List.of(Files.writeString(folder.resolve("mail.mbox"), mbox)
                                        .toString())),
                        read -> {})
                .stored();
    }

    private String done(String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.exit())
                .as(String.join(" ", args) + ": " + result.err())
                .isIn(0, 3);
        return result.out();
    }

    private static Erasure.Order heidi() {
        return new Erasure.Order(Optional.of("heidi"), List.of(), List.of());
    }

    private static Erasure.Order finn() {
        return new Erasure.Order(Optional.empty(), List.of("finn@finder.example"), List.of());
    }

    /** Every row of every table, and every sealed text, opened. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        tables.read(moment -> {
            for (WholeTables.Table table : tables.tables()) {
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from " + table.name())) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        all.append(table.name());
                        for (int i = 1; i <= columns; i++) {
                            Object value = rows.getObject(i);
                            all.append(' ')
                                    .append(
                                            value instanceof byte[] bytes
                                                    ? new String(bytes, StandardCharsets.UTF_8)
                                                    : value);
                        }
                        all.append('\n');
                    }
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            return 0;
        });
        for (SealedStore.Place place : SealedStore.Place.values()) {
            places.each(
                    place,
                    found -> found.opened()
                            .ifPresent(bytes -> all.append(new String(bytes, StandardCharsets.UTF_8))
                                    .append('\n')));
        }
        return all.toString();
    }

    private static List<String> found(String text, List<String> words) {
        String low = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> java.util.regex.Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + java.util.regex.Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                        .matcher(low)
                        .find())
                .toList();
    }

    /** Everything that people and programs can ask by command. */
    private String answers() {
        List<String> all = new ArrayList<>();
        for (String command : List.of(
                "active --as-of 2026-06-01 --format json",
                "evaluate --as-of 2026-06-01 --format json",
                "credits --format json",
                "threads --format json",
                "messages --format json",
                "claims --format json --all",
                "leaves --format json",
                "queue --format json",
                "cases list --format json",
                "decisions --all --format json",
                "decisions --all",
                "roster findings --format json",
                "account list --format json",
                "nominations --format json",
                "coverage --format json",
                "reminders --format json",
                "forecast --format json",
                "review show --format json")) {
            InProcess.Result result = InProcess.run(factory, command.split(" "));
            all.add(result.out() + result.err());
        }
        return String.join("\n", all);
    }

    /** Verdicts and credits of all days, by counts, with the person's own id in the place of what stands for them. */
    private Map<String, String> verdicts(String pseudonym) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (LocalDate day = LocalDate.parse("2025-12-01"); day.isBefore(TODAY); day = day.plusDays(30)) {
            for (var line : verdicts.evaluate(day, "seed-2024").members()) {
                found.put(
                        day + " " + line.member().member().replace(pseudonym, "heidi"),
                        line.member().verdict() + " " + line.member().until() + " "
                                + line.member().creditDays() + " "
                                + line.member().credits());
            }
        }
        return found;
    }

    @Test
    void aFormerMemberIsErasedAndCountsStay() throws IOException {
        assertThat(found(everything(), HERS)).containsExactlyInAnyOrderElementsOf(HERS);
        Map<String, String> before = verdicts("erased-1");
        int entries = log.all().size();
        String all = everything();

        Erasure.Outcome look = erasure.look(heidi(), "ada");
        assertThat(look.applied()).isFalse();
        assertThat(look.entries()).isPositive();
        assertThat(everything()).isEqualTo(all);

        Erasure.Outcome outcome = erasure.apply(heidi(), new Signed("ada", "asked for it"));
        assertThat(outcome.pseudonym()).isEqualTo("erased-1");
        assertThat(outcome.accounts()).isEqualTo(1);
        assertThat(outcome.entries()).isEqualTo(look.entries());
        assertThat(found(everything(), HERS)).isEmpty();
        assertThat(found(answers(), HERS)).isEmpty();
        assertThat(verdicts("erased-1")).isEqualTo(before);

        // the log is whole, and says it
        assertThat(log.all()).hasSize(entries + 1);
        assertThat(log.all().getLast().entry()).isInstanceOf(Entry.PersonErased.class);
        assertThat(log.all()).noneMatch(entry -> entry.entry() instanceof Entry.Unreadable);
        assertThat(audit.check().damage()).isEmpty();
        assertThat(checks.run(OptionalLong.empty()).checks()).noneMatch(Checks.Line::isFinding);
        assertThat(done("decisions", "verify"))
                .contains(outcome.entries() + " entries were erased by entry " + (entries + 1) + ", which names them.");

        // not again, and nobody comes back by an old file or an old archive
        assertThatThrownBy(() -> erasure.apply(
                        new Erasure.Order(Optional.of("erased-1"), List.of(), List.of()), new Signed("ada", "x")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was erased already");
        assertThat(roster.load(Files.writeString(folder.resolve("roster.yaml"), HEAD + HEIDI))
                        .faults())
                .containsExactly(
                        "'heidi' was erased, and is erased-1 in the ledger: take them out of the file; if they came back,"
                                + " give them another id");
        team(HEAD);
        mail("other");
        assertThat(found(everything(), List.of("heidi@zwoelf.example", "hz@example.com", "heidi-zw", "zwölfmüster")))
                .isEmpty();
        assertThat(verdicts("erased-1")).isEqualTo(before);

        // mail that comes from now on is that of somebody whom nobody knows
        clock.set(TODAY.plusDays(10).atTime(8, 0).toInstant(ZoneOffset.UTC));
        mbox = one("n1", TODAY.plusDays(2).toString(), "finder@example.net", "")
                + one("n2", TODAY.plusDays(3).toString(), "heidi@zwoelf.example", "n1");
        mbox = mbox.replace("Mon Jan 05 10:00:00 2026", "Tue Dec 01 10:00:00 2026");
        assertThat(mail("later")).isEqualTo(2);
        assertThat(verdicts("erased-1")).isEqualTo(before);
    }

    @Test
    void aReporterIsErasedAndReportsKeepWhatPeopleSaidOfThem() throws IOException {
        assertThat(found(everything(), HIS)).containsExactlyInAnyOrderElementsOf(HIS);
        Map<String, String> before = verdicts("erased-1");
        String status = done("threads", "--format", "json");
        assertThat(status).contains("\"vulnerability\"");

        Erasure.Outcome outcome = erasure.apply(finn(), new Signed("cia", "asked for it"));
        assertThat(outcome.pseudonym()).isEqualTo("erased-1");
        assertThat(found(everything(), HIS)).isEmpty();
        assertThat(found(answers(), HIS)).isEmpty();
        assertThat(verdicts("erased-1")).isEqualTo(before);
        assertThat(done("threads", "--format", "json")).contains("\"vulnerability\"");
        assertThat(audit.check().damage()).isEmpty();
        assertThat(checks.run(OptionalLong.empty()).checks()).noneMatch(Checks.Line::isFinding);
        long count = QuarkusTransaction.requiringNew().call(copies::count);

        // one after the other, also where one entry names both
        assertThat(erasure.apply(heidi(), new Signed("cia", "asked for it")).pseudonym())
                .isEqualTo("erased-2");
        assertThat(found(everything(), HERS)).isEmpty();
        assertThat(audit.check().damage()).isEmpty();
        assertThat(verdicts("erased-2")).isEqualTo(before);
        assertThat(QuarkusTransaction.requiringNew().call(copies::count)).isEqualTo(count);
    }

    @Test
    void whatIsChangedWithoutAnEntryThatNamesItIsFound() throws Exception {
        erasure.apply(heidi(), new Signed("ada", "asked for it"));
        String erased = value("select min(id) from decision where seal = 'erased'");
        String other = value("select min(id) from decision where seal = 'hmac'");
        for (String damage : List.of(
                "update decision set reason = 'x' where id = " + erased,
                "update decision set seal = 'erased' where id = " + other,
                "update decision set seal = 'erased', reason = 'x' where id = " + other,
                "update decision set seal = 'hmac' where id = " + erased,
                "update decision set hash = '" + "0".repeat(64) + "' where id = " + erased)) {
            sql("create table kept as select * from decision");
            sql(damage);
            assertThat(audit.check().damage()).as(damage).isPresent();
            sql("delete from decision");
            sql("insert into decision select * from kept");
            sql("drop table kept");
            assertThat(audit.check().damage()).isEmpty();
        }
    }

    private void sql(String text) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private String value(String text) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(text)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void whoIsStillHereIsNotErased() throws IOException {
        refused(new Erasure.Order(Optional.of("cia"), List.of(), List.of()), "'cia' is a member today");
        refused(
                new Erasure.Order(Optional.of("nobody"), List.of(), List.of()),
                "nobody in the roster has the id 'nobody'");
        refused(new Erasure.Order(Optional.empty(), List.of("ada@example.org"), List.of()), "erase them by that id");
        refused(new Erasure.Order(Optional.empty(), List.of("nonsense"), List.of()), "is no address");
        refused(new Erasure.Order(Optional.empty(), List.of(), List.of()), "say whom to erase");
        assertThatThrownBy(() -> erasure.apply(heidi(), new Signed("heidi", "x")))
                .isInstanceOf(Refusal.class);
        team(HEAD + HEIDI.replace("2026-06-30", "2026-12-30"));
        refused(heidi(), "'heidi' is a member today");
        assertThat(found(everything(), HERS)).hasSameSizeAs(HERS);
    }

    private void refused(Erasure.Order order, String part) {
        assertThatThrownBy(() -> erasure.apply(order, new Signed("ada", "x")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(part);
    }
}
