package org.triageledger.work.post;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.core.member.Person;
import org.triageledger.store.SourceStore;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.Directory;

/**
 * Tells the admins by mail when a mailbox could not be read for too long, and again when it can. An alarm is raised once for each
 * time of blindness, and named by the last good look before it.
 */
@ApplicationScoped
public class Alarms {
    private static final Logger LOG = Logger.getLogger(Alarms.class);
    private static final String BLIND = "blind";
    private static final String SEEING = "seeing";

    private final SourceStore sources;
    private final Directory directory;
    private final Outbox outbox;
    private final LedgerConfig config;
    private final Clock clock;

    Alarms(SourceStore sources, Directory directory, Outbox outbox, LedgerConfig config, Clock clock) {
        this.sources = sources;
        this.directory = directory;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Looks at every configured mailbox, and notes the letters that are due. */
    public void check() {
        QuarkusTransaction.requiringNew()
                .run(() -> sources.all().stream()
                        .filter(source -> config.mailboxes().containsKey(source.name()))
                        .forEach(this::check));
    }

    private void check(SourceStore.Source source) {
        Instant now = clock.instant();
        Optional<String> raised = sources.alarm(source.id());
        if (isBlind(source, now)) {
            if (raised.isEmpty()) {
                String since = since(source).truncatedTo(ChronoUnit.SECONDS).toString();
                sources.alarm(source.id(), Optional.of(since));
                LOG.errorf("mailbox '%s' was not read since %s", source.name(), since);
                tell(BLIND, source.name() + " " + since);
            }
        } else if (raised.isPresent()) {
            sources.alarm(source.id(), Optional.empty());
            tell(SEEING, source.name() + " " + raised.get());
        }
    }

    /** Before the first good look, blindness counts from when the source was first heard of. */
    private boolean isBlind(SourceStore.Source source, Instant now) {
        return since(source).plus(config.blindAfter()).isBefore(now);
    }

    private static Instant since(SourceStore.Source source) {
        return source.lastGoodLook().orElse(source.madeAt());
    }

    private void tell(String kind, String about) {
        for (Person admin : directory.admins()) {
            outbox.add(kind + "/" + about + "/" + admin.id(), kind, admin.id(), about);
        }
    }

    /** The source a letter is about, as it stands now. Not private: writers call it through the bean's proxy, which has no fields. */
    Optional<SourceStore.Source> source(String about) {
        String name = about.substring(0, Math.max(0, about.lastIndexOf(' ')));
        return QuarkusTransaction.requiringNew().call(sources::all).stream()
                .filter(source -> source.name().equals(name))
                .findFirst();
    }

    /** Whether the source is blind now; not private for the same reason. */
    boolean isBlind(SourceStore.Source source) {
        return isBlind(source, clock.instant());
    }

    private static String sinceOf(String about) {
        return about.substring(about.lastIndexOf(' ') + 1);
    }

    /** The two kinds of letters. */
    static final class Writers {
        private Writers() {}

        @Produces
        @Singleton
        static LetterWriter blind(Alarms alarms, Directory directory) {
            return new ParagraphLetter(BLIND, directory) {
                @Override
                protected Optional<List<String>> lines(String about) {
                    return alarms.source(about)
                            .filter(source -> alarms.isBlind(source))
                            .map(source -> List.of(
                                    "Triage Ledger cannot read the mailbox '" + source.name() + "'",
                                    "The mailbox '" + source.name() + "' was not read since " + sinceOf(about) + ".",
                                    source.trouble()
                                            .map(trouble -> "What is wrong: " + trouble + ".")
                                            .orElse("No reason is known; look at the service itself."),
                                    "Until it is read again, nobody is called inactive for lack of mail from this time: "
                                            + "verdicts that need it say \"unknown\". Mail that stays in the mailbox is not"
                                            + " lost; it is read when the mailbox can be read again.",
                                    "You get this because the roster names you as an admin. You will be told when it is"
                                            + " over."));
                }
            };
        }

        @Produces
        @Singleton
        static LetterWriter seeing(Alarms alarms, Directory directory) {
            return new ParagraphLetter(SEEING, directory) {
                @Override
                protected Optional<List<String>> lines(String about) {
                    return alarms.source(about)
                            .filter(source -> !alarms.isBlind(source))
                            .map(source -> List.of(
                                    "Triage Ledger reads the mailbox '" + source.name() + "' again",
                                    "The mailbox '" + source.name() + "', which was not read since " + sinceOf(about)
                                            + ", is read again.",
                                    "What lay in it was read, and the time between is covered, unless messages came and"
                                            + " went unseen; `ledger coverage` tells."));
                }
            };
        }
    }
}
