package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Pseudonyms;
import org.triageledger.store.ErasureStore;
import org.triageledger.store.ErasureStore.Erased;
import org.triageledger.work.config.Keys;

/** Whether something names a person who was erased, by keyed hashes: the ledger knows it again and cannot say it. */
@ApplicationScoped
public class ErasedPeople {
    private final ErasureStore store;
    private final Keys keys;

    ErasedPeople(ErasureStore store, Keys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Remembers what names somebody, in the caller's transaction. */
    public void remember(
            Collection<String> ids,
            Collection<String> names,
            Collection<Address> addresses,
            Collection<String> logins,
            String pseudonym,
            Instant at) {
        Set<String> all = new TreeSet<>();
        ids.forEach(id -> all.add(key("id", id)));
        names.forEach(name -> all.add(key("name", name)));
        addresses.forEach(address -> all.add(key("address", address.toString())));
        logins.forEach(login -> all.add(key("login", login)));
        store.remember(all, pseudonym, at);
    }

    /** What was erased so far, to be asked often. */
    public Known known() {
        Map<String, Erased> erased = store.erased();
        return new Known(erased, this);
    }

    /** What was erased up to a moment. */
    public static final class Known {
        /** Nobody was. */
        public static final Known NONE = new Known(Map.of(), null);

        private final Map<String, Erased> erased;
        private final @Nullable ErasedPeople people;

        private Known(Map<String, Erased> erased, @Nullable ErasedPeople people) {
            this.erased = erased;
            this.people = people;
        }

        public boolean isEmpty() {
            return erased.isEmpty();
        }

        /** Who had this id in the roster; empty for one that was nobody's who was erased. */
        public Optional<Erased> id(String id) {
            return find("id", id);
        }

        public Optional<Erased> address(Address address) {
            return find("address", address.toString());
        }

        public Optional<Erased> name(String name) {
            return find("name", name);
        }

        public Optional<Erased> login(String login) {
            return find("login", login);
        }

        private Optional<Erased> find(String kind, String text) {
            return erased.isEmpty() || people == null
                    ? Optional.empty()
                    : Optional.ofNullable(erased.get(people.key(kind, text)));
        }
    }

    private String key(String kind, String text) {
        return keys.vault().mac(kind + " " + Pseudonyms.folded(text), "erased");
    }
}
