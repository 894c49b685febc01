package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.DecisionStore.Head;
import org.triageledger.store.LedgerIdentityStore;
import org.triageledger.store.OtherPrograms;
import org.triageledger.store.RowSum;
import org.triageledger.store.StoreFailure;
import org.triageledger.store.TableCopy;
import org.triageledger.store.TableCopy.State;
import org.triageledger.store.WholeTables;
import org.triageledger.store.WholeTables.Moment;
import org.triageledger.store.WholeTables.Table;
import org.triageledger.vault.SecretFile;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;

/**
 * Copies the ledger into another database: H2 or PostgreSQL, whichever this one is. What was written stays when it is ended, and it goes on
 * from there; nothing can use the other database before the copy was proved.
 */
@ApplicationScoped
public class DatabaseCopies {
    /** What belongs to a ledger beside its rows, where it lies in the data directory. */
    private static final List<String> BESIDE = List.of("ledger.key", "session.key", "audit.head");

    private final WholeTables tables;
    private final LedgerIdentityStore identity;
    private final OtherPrograms others;
    private final DecisionStore decisions;
    private final Answers answers;
    private final Keys keys;
    private final LedgerConfig config;
    private final Clock clock;

    DatabaseCopies(
            WholeTables tables,
            LedgerIdentityStore identity,
            OtherPrograms others,
            DecisionStore decisions,
            Answers answers,
            Keys keys,
            LedgerConfig config,
            Clock clock) {
        this.tables = tables;
        this.identity = identity;
        this.others = others;
        this.decisions = decisions;
        this.answers = answers;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What was copied, or would be.
     *
     * @param to the other database
     * @param applied whether it was done
     * @param already rows that an earlier run had copied
     * @param entries of the audit log
     * @param hash of the last of them
     * @param sums for each table the number of its rows and a sum over them, the same on both sides
     * @param answers how many days have the same answer; 0 where nothing was done
     * @param next what to do now
     */
    public record Copied(
            String to,
            boolean applied,
            int tables,
            long rows,
            long already,
            long entries,
            String hash,
            Map<String, String> sums,
            int answers,
            @Nullable String next) {}

    /**
     * Copies, or only looks whether that can be done.
     *
     * @param to the address of the other database
     * @param progress is told how far it is, now and then
     * @throws Refusal where it cannot be done; the other database is as it was, or goes on at the next run
     */
    public Copied copy(
            String to, Optional<String> user, Optional<Path> passwordFile, boolean apply, Consumer<String> progress) {
        CopyTarget target = CopyTarget.of(to, user, passwordFile, config);
        if (target instanceof CopyTarget.File file
                && config.database().url().isEmpty()
                && file.data().equals(config.data().toAbsolutePath().normalize())) {
            throw new Refusal("--to names the ledger itself: name another data directory, or a PostgreSQL");
        }
        try {
            return apply ? apply(target, progress) : look(target);
        } catch (StoreFailure e) {
            throw new Refusal(e.getMessage() + " while the ledger was copied to " + target.place()
                    + ": see to it that both databases run and have room, then run the command again; it goes on");
        }
    }

    private Copied look(CopyTarget target) {
        Optional<String> name = QuarkusTransaction.requiringNew().call(identity::name);
        long already = 0;
        try (TableCopy copy = opened(target)) {
            if (copy != null) {
                needsPlace(copy.state(), name, target);
                if (copy.state() instanceof State.Begun) {
                    already = copy.tables().stream()
                            .mapToLong(table -> copy.sum(table).rows())
                            .sum();
                }
            }
        }
        Source source = tables.<Source, RuntimeException>read(moment -> {
            Map<String, String> sums = new HashMap<>();
            long rows = 0;
            for (Table table : moment.tables()) {
                long[] count = {0};
                moment.<RuntimeException>rows(table, row -> count[0]++);
                rows += count[0];
            }
            return new Source(moment.tables().size(), rows, sums, moment.head());
        });
        return new Copied(
                target.place(),
                false,
                source.tables(),
                source.rows(),
                already,
                source.head().count(),
                source.head().hash(),
                Map.of(),
                0,
                null);
    }

    /** What the ledger held when it was copied. */
    private record Source(int tables, long rows, Map<String, String> sums, Head head) {}

    private Copied apply(CopyTarget target, Consumer<String> progress) {
        if (others.count() > 0) {
            throw new Refusal(
                    "the ledger is in use (a service or another command runs on it), and what it takes in now would"
                            + " not be copied: stop it, on every node, then copy");
        }
        needsKey(target);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String name = QuarkusTransaction.requiringNew().call(() -> identity.ensure(now));
        makeTables(target, name);
        long[] already = {0};
        Source source;
        try (TableCopy copy = target.open().orElseThrow()) {
            if (!copy.isAlone()) {
                throw new Refusal(
                        "another program copies into " + target.place() + " at this moment: wait for its end");
            }
            needsSameTables(copy, target);
            source = tables.<Source, RuntimeException>read(moment -> rows(moment, copy, name, now, already, progress));
            prove(copy, source, target);
        }
        proveAnswers(target, progress);
        needsRest(source);
        try (TableCopy copy = target.open().orElseThrow()) {
            copy.end();
        }
        copyBeside(target);
        return new Copied(
                target.place(),
                true,
                source.tables(),
                source.rows(),
                already[0],
                source.head().count(),
                source.head().hash(),
                source.sums(),
                Answers.days(LocalDate.EPOCH).size(),
                target.next());
    }

    private static @Nullable TableCopy opened(CopyTarget target) {
        return target.open().orElse(null);
    }

    /** Refuses a database that holds anything but a part of this ledger. */
    private static void needsPlace(State state, Optional<String> name, CopyTarget target) {
        switch (state) {
            case State.Bare ignored -> {}
            case State.Empty ignored -> {}
            case State.Begun begun -> {
                if (!name.equals(Optional.of(begun.ledger()))) {
                    throw new Refusal("the copy of another ledger into " + target.place()
                            + " is unfinished: finish that one, or name another database");
                }
            }
            case State.Ledger there -> {
                if (there.name().isPresent() && there.name().equals(name)) {
                    throw new Refusal(target.place() + " holds this ledger already, with "
                            + there.head().count() + " entries in its audit log, and nothing was copied: to use it, "
                            + target.next());
                }
                throw new Refusal(target.place()
                        + " is not empty, it holds another ledger, and nothing was copied: name an empty database");
            }
            case State.Foreign foreign ->
                throw new Refusal(target.place() + " is not empty (there is a table " + foreign.table()
                        + "), and nothing was copied: name an empty database");
        }
    }

    /** The program itself makes the tables, as it does wherever it starts. */
    private static void makeTables(CopyTarget target, String name) {
        boolean begun = false;
        try (TableCopy copy = opened(target)) {
            if (copy != null) {
                State state = copy.state();
                needsPlace(state, Optional.of(name), target);
                begun = state instanceof State.Begun;
            }
        }
        if (!begun) {
            ThisProgram.run(target.data(), target.environment(), List.of("database", "answers", "--none"));
        }
    }

    private void needsSameTables(TableCopy copy, CopyTarget target) {
        if (!copy.tables().equals(tables.tables())) {
            throw new Refusal(target.place()
                    + " has other tables than this program, from a copy by another version: make the database anew");
        }
    }

    private Source rows(
            Moment moment, TableCopy copy, String name, Instant now, long[] already, Consumer<String> progress) {
        if (!(copy.state() instanceof State.Begun) || !isBeginning(moment, copy)) {
            copy.begin(name, now);
        }
        Map<String, String> sums = new HashMap<>();
        Map<String, Long> next = new HashMap<>();
        long[] rows = {0};
        for (Table table : moment.tables()) {
            long there = copy.sum(table).rows();
            RowSum sum = new RowSum();
            copy.<RuntimeException>add(
                    table,
                    (same, sink) -> moment.<RuntimeException>rows(table, row -> {
                        sum.add(row);
                        if (sum.rows() > there) {
                            sink.row(row);
                        }
                        if (++rows[0] % 10_000 == 0) {
                            progress.accept(rows[0] + " rows copied, now " + table.name());
                        }
                    }));
            already[0] += there;
            sums.put(table.name(), sum.text());
            moment.next(table).ifPresent(number -> next.put(table.name(), number));
        }
        copy.count(next);
        return new Source(moment.tables().size(), rows[0], sums, moment.head());
    }

    /** Whether what an earlier run wrote are still the first rows of each table; the ledger may have gone on meanwhile. */
    private static boolean isBeginning(Moment moment, TableCopy copy) {
        for (Table table : moment.tables()) {
            RowSum there = copy.sum(table);
            RowSum first = new RowSum();
            if (there.rows() > 0) {
                moment.<RuntimeException>rows(table, row -> {
                    if (first.rows() < there.rows()) {
                        first.add(row);
                    }
                });
            }
            if (!first.text().equals(there.text())) {
                return false;
            }
        }
        return true;
    }

    private void prove(TableCopy copy, Source source, CopyTarget target) {
        for (Table table : copy.tables()) {
            if (!copy.sum(table).text().equals(source.sums().get(table.name()))) {
                throw new Refusal("the rows of " + table.name() + " in " + target.place()
                        + " are not those of the ledger: make that database anew, and copy again");
            }
        }
        if (!copy.isWhole(decisions, source.head())) {
            throw new Refusal(
                    "the audit log in " + target.place()
                            + " is not that of the ledger: run `ledger decisions verify` here; make that database anew, and copy again");
        }
    }

    /** By the program on the other database: it must say the same, to the last byte. */
    private void proveAnswers(CopyTarget target, Consumer<String> progress) {
        progress.accept("all rows copied, now comparing answers");
        List<LocalDate> days = Answers.days(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1));
        List<String> words = new ArrayList<>(List.of("database", "answers"));
        days.forEach(day -> words.add(day.toString()));
        byte[] there = ThisProgram.run(target.data(), target.environment(), words);
        byte[] here = answers.on(days).getBytes(StandardCharsets.UTF_8);
        if (!java.util.Arrays.equals(here, there)) {
            throw new Refusal("the rows are the same, but the answers of " + target.place()
                    + " are not, so it stays locked: compare `ledger database answers` here and there, and report it");
        }
    }

    /** Whether the ledger is still what was copied: somebody may have begun to use it meanwhile. */
    private void needsRest(Source source) {
        if (others.count() > 0
                || !tables.<Head, RuntimeException>read(Moment::head).equals(source.head())) {
            throw new Refusal(
                    "the ledger was used while it was copied, and what came in is missing there: stop whatever uses it,"
                            + " then run the command again; it begins anew where it has to");
        }
    }

    /** Another data directory may hold another key: what is sealed would not open there. */
    private void needsKey(CopyTarget target) {
        Path there = target.data().resolve("ledger.key");
        Optional<Path> here = keys.file();
        try {
            if (here.isPresent()
                    && config.keyFile().isEmpty()
                    && Files.exists(there)
                    && Files.exists(here.get())
                    && Files.mismatch(here.get(), there) != -1) {
                throw new Refusal("the key in " + target.data()
                        + " is not that of this ledger: name a data directory without a ledger.key");
            }
        } catch (IOException e) {
            throw new Refusal("the key files cannot be read: check the permissions of " + there);
        }
    }

    private void copyBeside(CopyTarget target) {
        Path here = config.data().toAbsolutePath().normalize();
        try {
            for (String name : BESIDE) {
                boolean elsewhere = name.equals("ledger.key")
                                && (keys.file().isEmpty() || config.keyFile().isPresent())
                        || name.equals("audit.head") && config.headFile().isPresent();
                Path from = here.resolve(name);
                Path to = target.data().resolve(name);
                if (!elsewhere && Files.exists(from) && Files.notExists(to)) {
                    SecretFile.create(to, Files.readString(from));
                }
            }
            // of the keys that older backups need
            try (Stream<Path> files = Files.list(here)) {
                for (Path former : files.filter(
                                file -> file.getFileName().toString().startsWith("ledger.key.former-"))
                        .toList()) {
                    Path to = target.data().resolve(former.getFileName());
                    if (Files.notExists(to)) {
                        SecretFile.create(to, Files.readString(former));
                    }
                }
            }
        } catch (IOException e) {
            throw new Refusal("the ledger was copied, but not its key: copy " + String.join(", ", BESIDE) + " from "
                    + here + " to " + target.data());
        }
    }
}
