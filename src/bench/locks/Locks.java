import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.support.KeepAliveLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The lease of the program beside two libraries, on an embedded PostgreSQL, in processes of their own. Each holds a lock for as long as it lives, as a
 * node watches a mailbox; a lock whose holder is gone ends after 60 s with all of them, so that the rest can be compared.
 *
 * <p>Clocks are set wrong by the hook that each library has for its clock: {@code ClockProvider.setClock}, {@code SchedulerBuilder.clock}.
 */
final class Locks {
    /** ours: the statement of store.SourceStore.lease. -db: the library with the clock of the database. */
    private static final List<String> KINDS = List.of("ours", "shedlock", "shedlock-db", "db-scheduler", "db-scheduler-db");

    private static final List<String> PARTS = List.of("clock", "kill", "idle", "start");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RENEWAL = Duration.ofSeconds(15);
    private static final String HEADER = "create schema if not exists %1$s; set search_path to %1$s;";
    private static final String TABLES =
            """
            create table source (id bigint primary key, leased_to varchar(200), leased_until timestamp with time zone);
            insert into source (id) select generate_series(0, 99);
            create table shedlock (name varchar(64) primary key, lock_until timestamp not null, locked_at timestamp not null,
                locked_by varchar(255) not null);
            create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
                last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
                last_heartbeat timestamp with time zone, version bigint not null, priority smallint,
                primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            """;

    public static void main(String... args) throws Exception {
        switch (args[0]) {
            case "hold" -> new Holder(args).run();
            case "begin" -> start(args);
            default -> compare(args[0].equals("all") ? PARTS : List.of(args));
        }
    }

    // ---- one node

    /** Holds locks until it is killed: hold KIND URL NODE SKEW(s) LOCKS PAUSE(s, between tries) STAGGER(s) JOBS(true: the schedule as well). */
    private static final class Holder {
        private final String kind;
        private final AgroalDataSource database;
        private final String node;
        private final Clock clock;
        private final int locks;
        private final Duration pause;
        private final Duration stagger;
        private final boolean jobs;

        Holder(String... args) throws SQLException {
            kind = args[1];
            database = database(args[2], args[3]);
            node = args[3];
            clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(args[4])));
            locks = Integer.parseInt(args[5]);
            pause = Duration.ofSeconds(Long.parseLong(args[6]));
            stagger = Duration.ofSeconds(Long.parseLong(args[7]));
            jobs = Boolean.parseBoolean(args[8]);
        }

        void run() throws Exception {
            switch (kind) {
                case "none" -> {}
                case "ours" -> ours();
                case "shedlock", "shedlock-db" -> shedlock();
                default -> scheduler();
            }
            Thread.currentThread().join();
        }

        private static void got(int lock) {
            System.out.println("got " + lock + " " + System.currentTimeMillis());
        }

        private void ours() {
            for (int i = 0; i < locks; i++) {
                int lock = i;
                Thread.ofVirtual().start(() -> {
                    sleep(stagger.multipliedBy(lock));
                    boolean had = false;
                    while (true) {
                        boolean has = lease(lock);
                        if (has && !had) {
                            got(lock);
                        }
                        had = has;
                        sleep(has ? RENEWAL : pause);
                    }
                });
            }
            // of the schedule: what is due is looked for by each node, and taken by its row
            if (jobs) {
                every(List.of(60, 60, 60, 60, 600), job -> update("update source set leased_to = leased_to where id = -1"));
            }
        }

        private boolean lease(int lock) {
            return update("update source set leased_to = '" + node + "', leased_until = current_timestamp + interval '60' second where id = "
                            + lock + " and (leased_to is null or leased_to = '" + node + "' or leased_until < current_timestamp)")
                    == 1;
        }

        private void shedlock() {
            ClockProvider.setClock(clock);
            JdbcTemplateLockProvider.Configuration.Builder builder =
                    JdbcTemplateLockProvider.Configuration.builder().withJdbcTemplate(new JdbcTemplate(database)).withLockedByValue(node);
            JdbcTemplateLockProvider provider = new JdbcTemplateLockProvider(
                    (kind.equals("shedlock-db") ? builder.usingDbTime() : builder.forceUtcTimeZone()).build());
            KeepAliveLockProvider alive = new KeepAliveLockProvider(provider, Executors.newSingleThreadScheduledExecutor());
            for (int i = 0; i < locks; i++) {
                int lock = i;
                Thread.ofVirtual().start(() -> {
                    sleep(stagger.multipliedBy(lock));
                    while (alive.lock(new LockConfiguration(ClockProvider.now(), "lock" + lock, LEASE, Duration.ZERO)).isEmpty()) {
                        sleep(pause);
                    }
                    got(lock);
                });
            }
            if (jobs) {
                every(
                        List.of(60, 60, 60, 60, 600),
                        job -> provider.lock(new LockConfiguration(ClockProvider.now(), "job" + job, LEASE, Duration.ZERO))
                                .ifPresent(SimpleLock::unlock));
            }
        }

        private void scheduler() throws SQLException {
            OneTimeTask<Void> hold = Tasks.oneTime("hold")
                    .onDeadExecutionRevive()
                    .execute((instance, context) -> {
                        got(Integer.parseInt(instance.getId()));
                        sleep(Duration.ofDays(1));
                    });
            Clock time = kind.equals("db-scheduler-db") ? new DatabaseClock(database, clock) : clock;
            var builder = Scheduler.create(database, hold)
                    .schedulerName(new SchedulerName.Fixed(node))
                    .clock(time::instant)
                    .threads(locks + 2)
                    .heartbeatInterval(RENEWAL)
                    .missedHeartbeatsLimit(4);
            if (jobs) {
                List<Integer> seconds = List.of(60, 60, 60, 60, 600);
                builder.startTasks(IntStream.range(0, seconds.size())
                        .mapToObj(job -> Tasks.recurring("job" + job, FixedDelay.of(Duration.ofSeconds(seconds.get(job))))
                                .execute((instance, context) -> {}))
                        .toList());
            }
            Scheduler scheduler = builder.build();
            scheduler.start();
            for (int i = 0; i < locks; i++) {
                sleep(i == 0 ? Duration.ZERO : stagger);
                scheduler.scheduleIfNotExists(hold.instance(String.valueOf(i)), Instant.parse("2020-01-01T00:00:00Z"));
                if (!stagger.isZero()) {
                    scheduler.triggerCheckForDueExecutions();
                }
            }
        }

        private static void every(List<Integer> seconds, java.util.function.IntConsumer job) {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
            for (int i = 0; i < seconds.size(); i++) {
                int which = i;
                timer.scheduleWithFixedDelay(() -> job.accept(which), 1, seconds.get(i), TimeUnit.SECONDS);
            }
        }

        private int update(String sql) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            } catch (SQLException e) {
                return 0;
            }
        }
    }

    /** As the database has it; asked once a minute. */
    private static final class DatabaseClock extends Clock {
        private final DataSource database;
        private final Clock node;
        private Instant asked = Instant.MIN;
        private Duration off = Duration.ZERO;

        DatabaseClock(DataSource database, Clock node) {
            this.database = database;
            this.node = node;
        }

        @Override
        public synchronized Instant instant() {
            Instant now = node.instant();
            if (asked.isBefore(now.minusSeconds(60))) {
                try (Connection connection = database.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("select extract(epoch from clock_timestamp()) * 1000")) {
                    row.next();
                    off = Duration.between(node.instant(), Instant.ofEpochMilli(row.getLong(1)));
                    asked = now;
                } catch (SQLException e) {
                    // as it was
                }
            }
            return now.plus(off);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static AgroalDataSource database(String url, String name) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(8)
                        .minSize(1)
                        .initialSize(1)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url + "&ApplicationName=" + name)
                                .principal(new NamePrincipal("postgres")))));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** begin KIND URL: until the first lock is held, and how many threads there are then. */
    private static void start(String... args) throws Exception {
        if (args[1].equals("none")) {
            try (Connection connection = database(args[2], "start").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            told();
        }
        var shown = System.out;
        System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                System.setOut(shown);
                told();
            }
        });
        new Holder("hold", args[1], args[2], "start", "0", "1", "1", "0", "true").run();
    }

    private static void told() {
        long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println("started " + millis + " " + Thread.getAllStackTraces().size());
        Runtime.getRuntime().halt(0);
    }

    // ---- the comparison

    private static String server;
    private static int schemas;

    private static void compare(List<String> parts) throws Exception {
        if (!PARTS.containsAll(parts)) {
            System.err.println("bench: choose of " + String.join(", ", PARTS));
            System.exit(2);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_line_prefix", "%a@")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "server.log")
                .setServerConfig("max_connections", "300")
                .start()) {
            server = postgres.getJdbcUrl("postgres", "postgres") + "&";
            Path log;
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show data_directory")) {
                row.next();
                log = Path.of(row.getString(1), "log", "server.log");
            }
            for (String part : parts) {
                switch (part) {
                    case "clock" -> clocks(postgres);
                    case "kill" -> kills(postgres);
                    case "idle" -> idle(postgres, log);
                    default -> starts(postgres);
                }
            }
        }
    }

    private static String schema(EmbeddedPostgres postgres) throws SQLException {
        String name = "s" + schemas++;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(HEADER.formatted(name) + TABLES);
        }
        return server + "currentSchema=" + name;
    }

    private static final class Node {
        final Process process;
        final Map<Integer, Long> got = new ConcurrentHashMap<>();

        Node(String... args) throws Exception {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m",
                    "-cp", System.getProperty("java.class.path"), "Locks"));
            command.addAll(List.of(args));
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Thread.ofPlatform().daemon().start(() -> process.inputReader().lines().forEach(line -> {
                String[] words = line.split(" ");
                if (words[0].equals("got")) {
                    got.putIfAbsent(Integer.valueOf(words[1]), Long.valueOf(words[2]));
                }
            }));
        }

        void untilAll(int locks, Duration longest) {
            Instant end = Instant.now().plus(longest);
            while (got.size() < locks && Instant.now().isBefore(end)) {
                sleep(Duration.ofMillis(100));
            }
        }

        void kill() throws Exception {
            process.destroyForcibly().waitFor();
        }
    }

    private static final int TRIALS = 20;

    /** How many of so many locks a second node gets while the first one lives and renews them. */
    private static void clocks(EmbeddedPostgres postgres) throws Exception {
        for (List<String> skews : List.of(List.of("0", "600"), List.of("0", "-600"), List.of("600", "0"), List.of("-600", "0"))) {
            Map<String, Node> holders = new TreeMap<>();
            Map<String, Node> others = new TreeMap<>();
            Map<String, String> urls = new TreeMap<>();
            for (String kind : KINDS) {
                urls.put(kind, schema(postgres));
                holders.put(kind, new Node("hold", kind, urls.get(kind), "one", skews.get(0), "" + TRIALS, "1", "0", "false"));
            }
            for (String kind : KINDS) {
                holders.get(kind).untilAll(TRIALS, Duration.ofSeconds(40));
                others.put(kind, new Node("hold", kind, urls.get(kind), "two", skews.get(1), "" + TRIALS, "1", "0", "false"));
            }
            sleep(Duration.ofSeconds(100));
            for (String kind : KINDS) {
                System.out.printf(
                        "clock: holder %+5d s, other %+5d s: %-15s held by the first %d, taken by the second while the first holds %d of %d%n",
                        Integer.valueOf(skews.get(0)), Integer.valueOf(skews.get(1)), kind, holders.get(kind).got.size(),
                        others.get(kind).got.size(), TRIALS);
                holders.get(kind).kill();
                others.get(kind).kill();
            }
        }
    }

    /** After kill -9: how long until the same node, started again at once, or another one, has the lock. */
    private static void kills(EmbeddedPostgres postgres) throws Exception {
        int locks = 5;
        Random random = new Random(1);
        Map<String, List<Double>> waits = new TreeMap<>();
        for (int round = 0; round < 3; round++) {
            List<Thread> all = new ArrayList<>();
            for (String kind : List.of("ours", "shedlock-db", "db-scheduler-db")) {
                for (String who : List.of("same", "other")) {
                    Duration more = Duration.ofMillis(random.nextInt(15_000));
                    String url = schema(postgres);
                    all.add(Thread.ofPlatform().start(() -> {
                        try {
                            Node first = new Node("hold", kind, url, "one", "0", "" + locks, "15", "3", "false");
                            first.untilAll(locks, Duration.ofSeconds(60));
                            Node other = who.equals("other") ? new Node("hold", kind, url, "two", "0", "" + locks, "15", "3", "false") : null;
                            sleep(Duration.ofSeconds(20).plus(more));
                            first.kill();
                            long killed = System.currentTimeMillis();
                            Node next = other != null ? other : new Node("hold", kind, url, "one", "0", "" + locks, "15", "0", "false");
                            next.untilAll(locks, Duration.ofSeconds(200));
                            next.kill();
                            synchronized (waits) {
                                next.got.values().forEach(at -> waits.computeIfAbsent(kind + " " + who, key -> new ArrayList<>())
                                        .add((at - killed) / 1000.0));
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
                }
            }
            for (Thread one : all) {
                one.join();
            }
        }
        waits.forEach((key, all) -> System.out.printf(
                "kill: %-22s has the lock again after %.1f s (median of %d), %.1f to %.1f s%n",
                key, median(all), all.size(), all.stream().mapToDouble(x -> x).min().orElse(0), all.stream().mapToDouble(x -> x).max().orElse(0)));
    }

    private static double median(List<Double> all) {
        double[] sorted = all.stream().mapToDouble(x -> x).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** What a node with one lock and five jobs says to the database in five minutes, once it has started. */
    private static void idle(EmbeddedPostgres postgres, Path log) throws Exception {
        int minutes = 5;
        List<String> kinds = Stream.concat(Stream.of("none"), KINDS.stream()).toList();
        List<Node> nodes = new ArrayList<>();
        for (String kind : kinds) {
            nodes.add(new Node("hold", kind, schema(postgres), "idle-" + kind, "0", "1", "15", "0", "true"));
        }
        sleep(Duration.ofSeconds(40));
        Map<String, Long> before = statements(log);
        sleep(Duration.ofMinutes(minutes));
        Map<String, Long> after = statements(log);
        for (String kind : kinds) {
            String name = "idle-" + kind;
            System.out.printf("idle: %-16s %.1f statements a minute%n", kind,
                    (after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L)) / (double) minutes);
        }
        for (Node node : nodes) {
            node.kill();
        }
    }

    private static Map<String, Long> statements(Path log) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.contains("@LOG:  execute ") || line.contains("@LOG:  statement: "))
                    .forEach(line -> counts.merge(line.substring(0, line.indexOf('@')), 1L, Long::sum));
        }
        return counts;
    }

    /** In turns, so that what else the machine does falls on all of them. */
    private static void starts(EmbeddedPostgres postgres) throws Exception {
        List<String> kinds = Stream.concat(Stream.of("none"), KINDS.stream()).toList();
        Map<String, List<Double>> millis = new TreeMap<>();
        Map<String, List<Double>> threads = new TreeMap<>();
        for (int i = 0; i < 15; i++) {
            for (String kind : kinds) {
                Process process = new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                                "-Xmx64m", "-cp", System.getProperty("java.class.path"), "Locks", "begin", kind, schema(postgres))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.inputReader().lines().filter(line -> line.startsWith("started")).forEach(line -> {
                    millis.computeIfAbsent(kind, key -> new ArrayList<>()).add(Double.valueOf(line.split(" ")[1]));
                    threads.computeIfAbsent(kind, key -> new ArrayList<>()).add(Double.valueOf(line.split(" ")[2]));
                });
                process.waitFor();
            }
        }
        for (String kind : kinds) {
            System.out.printf("start: %-16s %.0f ms, %.0f platform threads (median of %d)%n", kind, median(millis.get(kind)),
                    median(threads.get(kind)), millis.get(kind).size());
        }
        Map<String, Long> bytes = new TreeMap<>();
        for (String jar : System.getProperty("java.class.path").split(":")) {
            String name = Path.of(jar).getFileName().toString();
            String part = name.startsWith("db-scheduler") ? "db-scheduler"
                    : name.startsWith("shedlock") ? "shedlock" : name.startsWith("spring") || name.startsWith("commons-logging") ? "spring" : "";
            if (!part.isEmpty()) {
                bytes.merge(part, Files.size(Path.of(jar)), Long::sum);
            }
        }
        bytes.forEach((part, size) -> System.out.printf("jars: %-16s %,d bytes%n", part, size));
    }
}
