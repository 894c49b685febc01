package org.triageledger.work.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.post.Returns;

/** Takes one mail from an MTA's pipe. Once this returns, the mail or its place in quarantine is committed. */
@ApplicationScoped
public class Delivery {
    private static final int MOST_BYTES = 8 << 20;

    private final Profiles profiles;
    private final MessageCopyStore sightings;
    private final SourceStore sources;
    private final Quarantine quarantine;
    private final Keys keys;
    private final ErasedPeople erased;
    private final Returns returns;
    private final LedgerConfig config;
    private final Clock clock;

    Delivery(
            Profiles profiles,
            MessageCopyStore sightings,
            SourceStore sources,
            Quarantine quarantine,
            Keys keys,
            ErasedPeople erased,
            Returns returns,
            LedgerConfig config,
            Clock clock) {
        this.profiles = profiles;
        this.sightings = sightings;
        this.sources = sources;
        this.quarantine = quarantine;
        this.keys = keys;
        this.erased = erased;
        this.returns = returns;
        this.config = config;
        this.clock = clock;
    }

    /** What became of it. */
    public enum Outcome {
        STORED,
        DUPLICATE,
        QUARANTINED;
    }

    /**
     * Reads to the end of the stream; of a large mail the beginning is read and the rest passed over.
     *
     * @param source a configured mailbox, whose settings then hold; or any other name, judged by these rules
     * @throws Refusal where the settings are wrong
     * @throws IOException where the stream breaks off
     */
    public Outcome take(InputStream in, String source, SourceRules rules) throws IOException {
        SourceProfile profile = config.mailboxes().containsKey(source)
                ? profiles.of(source, config.mailboxes().get(source))
                : profiles.of(source, rules);
        SourceKind kind = config.mailboxes().containsKey(source)
                ? SourceKind.asked(
                        "ledger.mailboxes." + source + ".kind",
                        config.mailboxes().get(source).kind())
                : SourceKind.MAIL;
        byte[] bytes = in.readNBytes(MOST_BYTES);
        long size = bytes.length + in.skip(Long.MAX_VALUE);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RawMail raw = new RawMail(
                new Place(source, "delivered;" + now + ";" + HexFormat.of().toHexDigits(size)),
                bytes,
                size,
                Optional.of(now),
                Optional.empty());
        Ingest ingest = new Ingest(
                profile, new MailReader(Limits.DEFAULT), keys.vault(), config.keepSubjects(), kind, erased::known);
        Ingest.Outcome read = ingest.take(raw, now);
        return QuarkusTransaction.requiringNew().call(() -> {
            long sourceId = sources.ensure(source, SourceOrigin.DELIVERY, kind.word())
                    .orElseThrow(() -> new Refusal(
                            "the source '" + source + "' does not hold " + kind.word() + ": deliver to another one"));
            return switch (read) {
                case Ingest.Outcome.Rows mail -> {
                    mail.returned().ifPresent(returns::returned);
                    yield sightings.save(sourceId, mail.rows()).stored() > 0 ? Outcome.STORED : Outcome.DUPLICATE;
                }
                case Ingest.Outcome.Unreadable bad -> {
                    quarantine.add(sourceId, profile, raw, bad.why(), now);
                    yield Outcome.QUARANTINED;
                }
            };
        });
    }
}
