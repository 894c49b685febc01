package org.triageledger.work.post;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.notify.Letter;
import org.triageledger.notify.Post;
import org.triageledger.store.OutboxState;
import org.triageledger.store.OutboxStore;
import org.triageledger.work.ClockSkew;
import org.triageledger.work.config.MailSettings;

/**
 * Sends what is due, once. A letter is written at the moment of sending, and only if it is still due then. Between two of them
 * lies a pause; a server that does not take one is tried again later and later. A node that dies between sending and noting it
 * repeats at most the same Message-ID.
 */
@ApplicationScoped
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final Duration HOLD = ClockSkew.hold(Duration.ofMinutes(8));
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final OutboxStore store;
    private final MailSettings settings;
    private final List<LetterWriter> writers;
    private final Outgoing outgoing;
    private final Returns returns;
    private final Clock clock;

    public Outbox(
            OutboxStore store,
            MailSettings settings,
            @All List<LetterWriter> writers,
            Outgoing outgoing,
            Returns returns,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.outgoing = outgoing;
        this.returns = returns;
        this.writers = writers;
        this.clock = clock;
    }

    /** Notes a letter to be sent, in the caller's transaction; the same key never twice. */
    public boolean add(String key, String kind, String recipient, String about) {
        return outgoing.add(key, kind, recipient, about);
    }

    /** Every letter that was ever noted. */
    @Transactional
    public List<OutboxStore.Entry> all() {
        return store.all();
    }

    /** Sends what is due now; gives how many were sent. */
    public int send() {
        Optional<Post> post = settings.post();
        if (post.isEmpty()) {
            return 0;
        }
        int sent = 0;
        for (int i = 0; i < settings.mostAtOnce(); i++) {
            Optional<OutboxStore.Entry> entry = QuarkusTransaction.requiringNew()
                    .call(() -> store.claim(clock.instant(), clock.instant().plus(HOLD)));
            if (entry.isEmpty()) {
                break;
            }
            sent += send(post.get(), entry.get()) ? 1 : 0;
        }
        return sent;
    }

    private boolean send(Post post, OutboxStore.Entry entry) {
        Optional<Letter> letter = writers.stream()
                .filter(writer -> writer.kind().equals(entry.kind()))
                .findFirst()
                .flatMap(writer -> writer.write(entry.recipient(), entry.about(), entry.messageId()));
        if (letter.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> store.end(entry.id(), OutboxState.DROPPED, "not due any more"));
            return false;
        }
        String address = letter.get().toAddress();
        QuarkusTransaction.requiringNew().run(() -> store.sentTo(entry.id(), address));
        Post.Outcome outcome = post.send(letter.get(), clock.instant());
        QuarkusTransaction.requiringNew().run(() -> {
            switch (outcome) {
                case Post.Outcome.Sent ignored -> {
                    store.sent(entry.id(), clock.instant());
                    returns.sent();
                }
                case Post.Outcome.Refused refused -> {
                    store.end(entry.id(), OutboxState.REFUSED, refused.why());
                    returns.refused(entry.to(address));
                }
                case Post.Outcome.Later later -> {
                    store.later(entry.id(), clock.instant().plus(wait(entry.attempts())), later.why());
                    returns.waits(later.why());
                }
            }
        });
        switch (outcome) {
            case Post.Outcome.Sent ignored -> {}
            case Post.Outcome.Refused refused ->
                LOG.warnf("a mail of kind %s is not sent: %s", entry.kind(), refused.why());
            case Post.Outcome.Later later -> LOG.warnf("a mail of kind %s waits: %s", entry.kind(), later.why());
        }
        return outcome instanceof Post.Outcome.Sent;
    }

    /** Twice as long each time. */
    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 12));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
