package org.triageledger.work.facts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.NameKey;
import org.triageledger.store.MessageCopyStore.SealedNames;
import org.triageledger.vault.Vault;

/** The display name in the latest mail of each author, opened when names are asked for, and once. Not safe for use by several threads. */
final class AuthorNames {
    private final Map<String, SealedNames> sealed = new HashMap<>();
    private final Map<Address, NameKey> opened = new HashMap<>();

    /** Those of mail that came later than what was added before. */
    void add(Collection<SealedNames> names) {
        names.forEach(one -> sealed.put(one.author(), one));
    }

    /** By address. The latest mail of who is not in it bears no name, or was sealed with a key that is not known. */
    Map<Address, NameKey> opened(Vault vault) {
        sealed.values()
                .forEach(one -> Address.parse(one.author())
                        .ifPresent(author -> vault.open(one.bytes(), one.messageId())
                                .flatMap(text -> text.lines().skip(1).findFirst())
                                .filter(name -> !name.isBlank())
                                .map(NameKey::of)
                                .ifPresentOrElse(name -> opened.put(author, name), () -> opened.remove(author))));
        sealed.clear();
        return Map.copyOf(opened);
    }

    void clear() {
        sealed.clear();
        opened.clear();
    }
}
