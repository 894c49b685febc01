package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.NameKey;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.vault.Vault;
import org.triageledger.work.config.Keys;
import org.triageledger.work.facts.Facts;

/**
 * The display name in the latest mail of each author, opened once: later only the mail is read that came since.
 *
 * <p>No more is read than the facts are made from, so that they tell when something before the last copy changed.
 */
@ApplicationScoped
class AuthorNames {
    private final Facts facts;
    private final MessageCopyStore copies;
    private final Keys keys;
    private final Map<Address, NameKey> latest = new HashMap<>();
    private Facts.Reading read = Facts.Reading.none();

    AuthorNames(Facts facts, MessageCopyStore copies, Keys keys) {
        this.facts = facts;
        this.copies = copies;
        this.keys = keys;
    }

    /** The names of those whose latest mail, of the mail with something sealed, bears one that can be opened. */
    synchronized Map<Address, NameKey> names() {
        refresh();
        return Map.copyOf(latest);
    }

    private void refresh() {
        Facts.Reading now = facts.reading();
        boolean goesOn = read.goesOnIn(now);
        Collection<MessageCopyStore.SealedNames> added =
                copies.sealedByAuthor(goesOn ? read.lastSeq() : 0, now.lastSeq());
        if (!goesOn) {
            latest.clear();
        }
        Vault vault = keys.vault();
        added.forEach(copy -> Address.parse(copy.author()).ifPresent(author -> {
            String name = vault.open(copy.bytes(), copy.messageId())
                    .flatMap(text -> text.lines().skip(1).findFirst())
                    .orElse("");
            if (name.isBlank()) {
                latest.remove(author);
            } else {
                latest.put(author, NameKey.of(name));
            }
        }));
        read = now;
    }
}
