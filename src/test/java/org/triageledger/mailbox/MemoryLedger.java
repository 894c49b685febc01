package org.triageledger.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.triageledger.core.mail.RawMail;
import org.triageledger.mailbox.imap.MailboxProblem;

/** Keeps in memory what a watcher hands over, with its cursor, and can be told to fail for a while. */
public final class MemoryLedger implements Intake {
    private final List<Batch> batches = new ArrayList<>();
    private final List<PollResult> looks = new ArrayList<>();
    private final List<MailboxProblem> troubles = new ArrayList<>();
    private Optional<Cursor> cursor = Optional.empty();
    private int restarts;
    private int refusals;
    private Runnable beforeTake = () -> {};
    private final AtomicInteger takesUnderWay = new AtomicInteger();

    @Override
    public synchronized Optional<Cursor> cursor(String source) {
        return cursor;
    }

    @Override
    public synchronized void restarted(String source, Cursor fresh, Instant at) {
        cursor = Optional.of(fresh);
        restarts++;
    }

    @Override
    public void take(String source, Batch batch) {
        takesUnderWay.incrementAndGet();
        try {
            beforeTake().run();
            store(batch);
        } finally {
            takesUnderWay.decrementAndGet();
        }
    }

    private synchronized void store(Batch batch) {
        if (refusals > 0) {
            refusals--;
            throw new IndexOutOfBoundsException("the disk is full");
        }
        batches.add(batch);
        cursor = Optional.of(batch.next());
    }

    @Override
    public synchronized void looked(String source, PollResult look) {
        looks.add(look);
        cursor = Optional.of(look.cursor());
    }

    @Override
    public synchronized void trouble(String source, MailboxProblem trouble) {
        troubles.add(trouble);
    }

    synchronized void refuseNext(int takes) {
        refusals = takes;
    }

    synchronized void beforeTake(Runnable action) {
        beforeTake = action;
    }

    private synchronized Runnable beforeTake() {
        return beforeTake;
    }

    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    public synchronized List<PollResult> looks() {
        return List.copyOf(looks);
    }

    synchronized PollResult lastLook() {
        return looks.getLast();
    }

    public synchronized List<MailboxProblem> troubles() {
        return List.copyOf(troubles);
    }

    synchronized List<MailboxProblem.Kind> troubleKinds() {
        return troubles.stream().map(MailboxProblem::kind).distinct().toList();
    }

    synchronized int restarts() {
        return restarts;
    }

    synchronized Optional<Cursor> cursor() {
        return cursor;
    }

    int takesUnderWay() {
        return takesUnderWay.get();
    }

    public synchronized List<RawMail> mails() {
        return batches.stream().flatMap(batch -> batch.mails().stream()).toList();
    }

    /** The subjects of all mail handed over, in order, doubles included. */
    public List<String> subjects() {
        return mails().stream()
                .map(mail -> subject(new String(mail.bytes(), StandardCharsets.ISO_8859_1)))
                .toList();
    }

    synchronized String lastSubject() {
        return batches.isEmpty() || batches.getLast().mails().isEmpty()
                ? ""
                : subject(new String(batches.getLast().mails().getLast().bytes(), StandardCharsets.ISO_8859_1));
    }

    synchronized List<Unfetched> unfetched() {
        return batches.stream().flatMap(batch -> batch.unfetched().stream()).toList();
    }

    private static String subject(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .map(line -> line.substring("Subject: ".length()))
                .orElse("");
    }
}
