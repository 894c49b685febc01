package org.triageledger.work.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.triageledger.mailbox.MailboxWatcher;
import org.triageledger.store.DatabaseClock;
import org.triageledger.store.SourceStore;
import org.triageledger.work.ClockSkew;

/**
 * Has one mailbox watched for as long as this node holds the lease on it, so that of several nodes one watches. The lease is
 * renewed three times before it ends; a node that vanished is followed by another one within {@link #LEASE} and one renewal, which
 * together leave some seconds of a minute for the sign-in to the mailbox. Two that watch at
 * once, as after a long pause of one, only do the same work twice: what is stored is stored once.
 */
final class MailboxLease implements AutoCloseable {
    /** By the clock of the database. */
    static final Duration LEASE = Duration.ofSeconds(40);

    private static final Duration RENEWAL = LEASE.dividedBy(4);
    private static final Logger LOG = Logger.getLogger(MailboxLease.class);

    private final String name;
    private final long sourceId;
    private final String node;
    private final SourceStore sources;
    private final DatabaseClock time;
    private final Supplier<MailboxWatcher> watchers;
    private final Clock clock;

    private Optional<MailboxWatcher> watching = Optional.empty();
    private boolean told;
    private boolean off;
    private boolean over;

    /**
     * @param node a name that no other node has, and that this one has again after a crash: then it goes on at once
     * @param watchers makes one whenever the lease is won
     * @param time by which leases begin and end, on all nodes
     * @param clock of this node: where it is off, the node watches nothing
     */
    MailboxLease(
            String name,
            long sourceId,
            String node,
            SourceStore sources,
            DatabaseClock time,
            Supplier<MailboxWatcher> watchers,
            Clock clock) {
        this.name = name;
        this.sourceId = sourceId;
        this.node = node;
        this.sources = sources;
        this.time = time;
        this.watchers = watchers;
        this.clock = clock;
    }

    void start() {
        Thread.ofVirtual().name("lease " + name).start(this::run);
    }

    private synchronized void run() {
        try {
            while (!over) {
                turn();
                wait(RENEWAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes or renews the lease, and watches or leaves it to another node. */
    synchronized void turn() {
        boolean mine;
        try {
            if (isOff()) {
                return;
            }
            mine = QuarkusTransaction.requiringNew().call(() -> sources.lease(sourceId, node, LEASE));
        } catch (RuntimeException e) {
            // the database is away, for other nodes too; the watcher waits for it by itself
            return;
        }
        if (mine && watching.isEmpty()) {
            MailboxWatcher watcher = watchers.get();
            watching = Optional.of(watcher);
            Thread.ofVirtual().name("mailbox " + name).start(watcher);
        } else if (!mine) {
            watching.ifPresent(MailboxWatcher::close);
            watching = Optional.empty();
            if (!told) {
                LOG.infof("mailbox '%s' is watched by another node", name);
            }
        }
        told = !mine;
    }

    /** Whether the clock of this node is wrong. It would claim days that are not over, or miss mail that is due: it leaves the mailbox to others. */
    private boolean isOff() {
        Optional<String> problem =
                QuarkusTransaction.requiringNew().call(() -> ClockSkew.problem(time.ahead(clock.instant())));
        if (problem.isPresent() && !off) {
            LOG.errorf("mailbox '%s' is not watched by this node: %s", name, problem.get());
        }
        off = problem.isPresent();
        if (off) {
            watching.ifPresent(MailboxWatcher::close);
            watching = Optional.empty();
            QuarkusTransaction.requiringNew().run(() -> {
                sources.release(sourceId, node);
                sources.trouble(sourceId, "node " + node + ": " + problem.get());
            });
        }
        return off;
    }

    /** The configured name of the mailbox. */
    String name() {
        return name;
    }

    /** Signs in to the mailbox again and looks at it at once, if this node watches it. Whether it does. */
    synchronized boolean lookNow() {
        if (watching.isEmpty()) {
            return false;
        }
        watching.ifPresent(MailboxWatcher::close);
        watching = Optional.empty();
        turn();
        return watching.isPresent();
    }

    synchronized boolean watches() {
        return watching.isPresent();
    }

    /** Ends the watching, and gives the lease back. */
    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
        watching.ifPresent(MailboxWatcher::close);
        watching = Optional.empty();
        try {
            QuarkusTransaction.requiringNew().run(() -> sources.release(sourceId, node));
        } catch (RuntimeException e) {
            LOG.debugf("the lease on mailbox '%s' ends by itself", name);
        }
    }
}
