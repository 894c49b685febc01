package org.triageledger.work.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.triageledger.core.member.Person;
import org.triageledger.store.OutboxStore;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.MailSettings;
import org.triageledger.work.people.Directory;

/** Notes letters that are to be sent; {@link Outbox} sends them. */
@ApplicationScoped
public class Outgoing {
    private static final int ID_LETTERS = 24;

    private final OutboxStore store;
    private final Directory directory;
    private final MailSettings settings;
    private final Keys keys;
    private final Clock clock;

    Outgoing(OutboxStore store, Directory directory, MailSettings settings, Keys keys, Clock clock) {
        this.store = store;
        this.directory = directory;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /** In the caller's transaction; the same key never twice. Gives whether it is new. */
    public boolean add(String key, String kind, String recipient, String about) {
        return store.add(key, kind, recipient, about, messageId(key), clock.instant());
    }

    /** One letter to each admin of today. */
    void tellAdmins(String kind, String about) {
        for (Person admin : directory.admins()) {
            add(kind + "/" + about + "/" + admin.id(), kind, admin.id(), about);
        }
    }

    /**
     * From the key alone, without showing it, and by our own secret: a person who cannot read the mail cannot guess its id, and so
     * cannot forge a report that it came back.
     */
    private String messageId(String key) {
        return "ledger-" + keys.vault().token("outbox " + key).substring(0, ID_LETTERS) + "@" + settings.domain();
    }
}
