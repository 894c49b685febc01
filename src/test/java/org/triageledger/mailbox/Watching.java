package org.triageledger.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.triageledger.mailbox.imap.Cancellation;
import org.triageledger.mailbox.imap.MailboxAccount;

/** A watcher at work on a thread of its own; its waits are cut short and noted. */
public final class Watching implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final MailboxWatcher watcher;
    private final Thread thread;
    private final List<Duration> slept = new CopyOnWriteArrayList<>();

    public Watching(MailboxAccount account, Intake intake) {
        Cancellation stop = new Cancellation();
        watcher = new MailboxWatcher(account, intake, Clock.fixed(NOW, ZoneOffset.UTC), new Random(7), stop, time -> {
            slept.add(time);
            LockSupport.parkNanos(2_000_000);
        });
        thread = Thread.ofVirtual().name("watching").start(watcher);
    }

    List<Duration> slept() {
        return List.copyOf(slept);
    }

    boolean runs() {
        return thread.isAlive();
    }

    /** Whether the thread ends by itself. */
    boolean ends() throws InterruptedException {
        return thread.join(Duration.ofSeconds(10));
    }

    Thread thread() {
        return thread;
    }

    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
    }

    @Override
    public void close() {
        watcher.close();
    }
}
