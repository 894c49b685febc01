package org.triageledger.measure;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/**
 * How long it takes to judge all members, with every criterion and reason, beside an SQL query that only counts the credits of
 * each within the year, on the same credits in the same process. The median of the rounds counts. Exits with 3 where an aim is
 * missed.
 */
public final class Evaluating {
    private static final PrintStream OUT = System.out;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final int REPORT_OF = 4;
    private static final int YEARS = 3;
    private static final int ROUNDS = 9;
    private static final double MOST_TIMES = 3;

    private Evaluating() {}

    /** @param most the time that must not be exceeded */
    private record Case(int members, int credits, Duration most) {}

    public static void main(String[] arguments) throws Exception {
        boolean met = true;
        for (Case known : List.of(
                new Case(30, 10_000, Duration.ofMillis(50)), new Case(1_000, 1_000_000, Duration.ofSeconds(2)))) {
            met &= run(known);
        }
        System.exit(met ? 0 : 3);
    }

    private static boolean run(Case one) throws Exception {
        Roster roster = new Roster(people(one.members), List.of());
        Activity activity = activity(one);
        Coverage coverage = new Coverage(
                List.of(new Stretch(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"))));
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:bench;OPTIMIZE_REUSE_RESULTS=0")) {
            fill(connection, activity.credits());
            long[] ours = new long[ROUNDS];
            long[] theirs = new long[ROUNDS];
            int active = 0;
            int counted = 0;
            // In turns, so that whatever else the machine does befalls both.
            for (int warm = 0; warm < 3; warm++) {
                for (int round = 0; round < ROUNDS; round++) {
                    long begin = System.nanoTime();
                    counted = count(connection);
                    long middle = System.nanoTime();
                    List<Evaluation> evaluations = Evaluations.of(
                            Policy.SEED_2024, roster, activity, coverage, DAY, Instant.parse("2026-12-01T00:00:00Z"));
                    long end = System.nanoTime();
                    theirs[round] = middle - begin;
                    ours[round] = end - middle;
                    active = (int) evaluations.stream()
                            .filter(evaluation -> evaluation.verdict().word().equals("active"))
                            .count();
                }
            }
            if (active != counted) {
                throw new IllegalStateException(active + " are active, " + counted + " have credits by SQL");
            }
            double mine = median(ours) / 1e6;
            double sql = median(theirs) / 1e6;
            OUT.printf(
                    "%,5d members, %,9d credits: evaluated in %8.2f ms (aim: < %,d ms); SQL count %8.2f ms; ratio %.2f (aim: <= %.0f)%n",
                    one.members, one.credits, mine, one.most.toMillis(), sql, mine / sql, MOST_TIMES);
            return mine < one.most.toMillis() && mine / sql <= MOST_TIMES;
        }
    }

    private static double median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<Person> people(int count) {
        List<Person> people = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            people.add(new Person(
                    "m" + i,
                    "Member " + i,
                    List.of(),
                    Optional.empty(),
                    List.of(new Dated(Optional.of(LocalDate.of(2015, 1, 1)), Optional.empty())),
                    List.of(),
                    List.of()));
        }
        return people;
    }

    /** Credits of random members on random days of some years; each twentieth member never did anything. */
    private static Activity activity(Case one) throws Exception {
        Random random = new Random(one.credits);
        MessageThread thread = thread();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i <= one.credits / REPORT_OF; i++) {
            reports.add(new Report("r" + i, thread, Optional.empty(), Report.Status.UNREVIEWED, "by rule"));
        }
        long end = DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        List<Credit> credits = new ArrayList<>(one.credits);
        for (int i = 0; i < one.credits; i++) {
            int member = random.nextInt(one.members);
            if (member % 20 == 0) {
                member++;
            }
            Instant at = Instant.ofEpochSecond(end - 1 - random.nextInt(YEARS * 365 * 86_400));
            credits.add(new Credit(
                    "m" + member,
                    Credit.Kind.TRIAGE,
                    reports.get(i / REPORT_OF).id(),
                    List.of(new Credit.Evidence(new MessageId(i + "@example.org"), at, Trust.ARCHIVE, "", "")),
                    "wrote-in-report"));
        }
        return new Activity(reports, credits, List.of());
    }

    /** One thread for all reports: only the least substance of mails would look into it. */
    private static MessageThread thread() throws Exception {
        byte[] bytes =
                "From: finder@example.net\nMessage-ID: <1@example.net>\n\nA hole.\n".getBytes(StandardCharsets.UTF_8);
        RawMail raw = new RawMail(
                new Place("bench", "1"),
                bytes,
                bytes.length,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.empty());
        Callable<MessageThread> made = () -> new MailReader(Limits.DEFAULT).read(raw) instanceof Reading.Read read
                ? new MessageThread(
                        Messages.merge(List.of(new Judge(Corpus.archive(), text -> text)
                                .judge(raw, read.mail(), Instant.EPOCH)
                                .getFirst()
                                .sighting())),
                        List.of())
                : null;
        return java.util.Objects.requireNonNull(made.call());
    }

    private static void fill(Connection connection, List<Credit> credits) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop table if exists credit");
            statement.execute(
                    "create table credit (member varchar(100), kind varchar(30), report varchar(40), arrived timestamp)");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into credit values (?, ?, ?, ?)")) {
            int waiting = 0;
            for (Credit credit : credits) {
                insert.setString(1, credit.member());
                insert.setString(2, credit.kind().word());
                insert.setString(3, credit.report());
                insert.setTimestamp(4, Timestamp.from(credit.last()));
                insert.addBatch();
                if (++waiting % 10_000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select member, count(*), max(arrived) from credit where arrived >= ? and arrived < ? group by member")) {
            query.setTimestamp(
                    1,
                    Timestamp.from(
                            DAY.minusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
            query.setTimestamp(
                    2,
                    Timestamp.from(DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
            int members = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    members++;
                }
            }
            return members;
        }
    }
}
