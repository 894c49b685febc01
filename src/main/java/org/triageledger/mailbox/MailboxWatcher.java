package org.triageledger.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.triageledger.mailbox.imap.Cancellation;
import org.triageledger.mailbox.imap.Connection;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxFault;
import org.triageledger.mailbox.imap.MailboxProblem;

/**
 * Reads one folder of one mailbox, first what is there and then what comes, until it is closed. Nothing is changed on the server:
 * no flag, no message, no folder. Whatever goes wrong is told to the {@link Intake} and tried again after a while.
 *
 * <p>Runs on the thread that calls {@link #run()}, best a virtual one, and starts no other.
 */
public final class MailboxWatcher implements Runnable, AutoCloseable {
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);

    private final MailboxAccount account;
    private final Intake intake;
    private final Clock clock;
    private final Cancellation stop;
    private final Sleeper sleeper;
    private final Backoff backoff;
    private final PoisonMessageTracker stuck = new PoisonMessageTracker();
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    public MailboxWatcher(MailboxAccount account, Intake intake, Clock clock) {
        Cancellation stop = new Cancellation();
        this(account, intake, clock, RandomGenerator.getDefault(), stop, stop::pause);
    }

    MailboxWatcher(
            MailboxAccount account,
            Intake intake,
            Clock clock,
            RandomGenerator random,
            Cancellation stop,
            Sleeper sleeper) {
        this.account = account;
        this.intake = intake;
        this.clock = clock;
        this.stop = stop;
        this.sleeper = sleeper;
        this.backoff = new Backoff(random);
    }

    /** Returns after {@link #close()}, or when its thread is interrupted; may be called once. */
    @Override
    public void run() {
        if (!runner.compareAndSet(null, Thread.currentThread())) {
            throw new IllegalStateException("a watcher runs once");
        }
        try {
            while (goesOn()) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private boolean goesOn() {
        return !stop.asked() && !Thread.currentThread().isInterrupted();
    }

    private void attempt() throws InterruptedException {
        try (Connection connection = Connection.open(account, stop)) {
            while (goesOn()) {
                new FolderPoll(account, connection, intake, stuck, backoff::reset).look(clock.instant());
                await(connection);
                backoff.reset();
            }
        } catch (MailboxFault fault) {
            rest(fault.kind(), fault.line());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // a watcher that died of a fault of its own would be blind without a word
            rest(MailboxProblem.Kind.BUG, account + ": " + e.getClass().getSimpleName() + " in the watcher");
        }
    }

    private void await(Connection connection) throws MailboxFault, InterruptedException {
        if (connection.news()) {
            return;
        }
        if (connection.pushes()) {
            connection.idle(account.rhythm().idleRenewal());
        } else {
            sleeper.sleep(account.rhythm().poll());
        }
    }

    private void rest(MailboxProblem.Kind kind, String line) throws InterruptedException {
        if (!goesOn()) {
            return;
        }
        Duration time = backoff.after(kind);
        try {
            intake.trouble(account.name(), new MailboxProblem(kind, line, clock.instant(), time));
        } catch (RuntimeException unheard) {
            // the intake may be what is broken; the next attempt tells
        }
        sleeper.sleep(time);
    }

    /** Ends the watching, also out of the middle of an answer. When it returns, the intake is called no more. */
    @Override
    public void close() {
        stop.ask();
        Thread thread = runner.get();
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            if (!ended.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
