package org.triageledger.work.config;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.KeyWitness;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.SessionPrincipal;

/** The vault, opened when it is first needed: most commands never seal anything. */
@ApplicationScoped
public class Keys implements DecisionStore.Key {
    private static final String AUDIT_LOG = "audit log";

    private final LedgerConfig config;
    private final KeyWitness witness;

    private @Nullable Vault vault;

    /** Of the key file as it was read: a key that is rotated holds without a new start. */
    private @Nullable String stamp;

    Keys(LedgerConfig config, KeyWitness witness) {
        this.config = config;
        this.witness = witness;
    }

    /** Makes the key file where it is missing. */
    public void ensure() {
        vault();
    }

    /**
     * The vault of the key file as it is now: it is read again when it was changed, and what was sealed before still opens.
     *
     * @throws Refusal where it cannot be read, or is not the key of this ledger: nothing is written with another one
     */
    public synchronized Vault vault() {
        Vault known = vault;
        String now = stamp();
        if (known == null || !now.equals(stamp)) {
            try {
                if (known == null && !isThere() && witness.hasAny()) {
                    throw new Refusal("the key of this ledger is missing: put its ledger.key at " + place()
                            + " (it is not in a backup, unless that was made --with-key)");
                }
                Vault read = read();
                needsOwn(read, known);
                // who still has bytes from before in memory opens them all the same
                vault = known == null ? read : read.opensToo(known);
                stamp = stamp();
            } catch (Vault.BadKey e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            } catch (java.io.IOException e) {
                throw new Refusal("the folder of the key file cannot be made: check ledger.key-file");
            }
        }
        return Objects.requireNonNull(vault);
    }

    private void needsOwn(Vault read, @Nullable Vault known) {
        boolean other = known == null
                ? witness.isOfAnother(
                        text -> read.mac(text, AUDIT_LOG),
                        bytes -> Vault.keyOf(bytes)
                                .filter(read.sealingKeys()::contains)
                                .isPresent())
                : !known.fingerprint().equals(read.fingerprint());
        if (other) {
            throw new Refusal("the key here (" + read.fingerprint()
                    + ") is that of another ledger, and nothing is written with it: put the ledger.key of this ledger in its"
                    + " place");
        }
    }

    private Vault read() throws Vault.BadKey, java.io.IOException {
        if (config.key().isPresent()) {
            return Vault.of(config.key().get());
        }
        Path place = place();
        Files.createDirectories(place.getParent());
        return Vault.at(place);
    }

    /** Whether there is a key already, so that none is made. */
    public boolean isThere() {
        return config.key().isPresent() || Files.exists(place());
    }

    /** Where the key file lies; empty where the settings hold the key itself. */
    public Optional<Path> file() {
        return config.key().isPresent() ? Optional.empty() : Optional.of(place());
    }

    private Path place() {
        return config.keyFile()
                .orElse(config.data().resolve("ledger.key"))
                .toAbsolutePath()
                .normalize();
    }

    private String stamp() {
        if (config.key().isPresent()) {
            return "";
        }
        try {
            BasicFileAttributes about = Files.readAttributes(place(), BasicFileAttributes.class);
            return about.lastModifiedTime() + " " + about.size() + " " + about.fileKey();
        } catch (java.io.IOException e) {
            return stamp == null ? "" : stamp; // gone: what was read of it goes on
        }
    }

    @Override
    public String mac(String text) {
        return vault().mac(text, AUDIT_LOG);
    }

    @Override
    public Optional<String> from() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        ClientAddress address = Arc.container().instance(ClientAddress.class).get();
        return address == null
                ? Optional.empty()
                : address.now()
                        .flatMap(text -> KeptAddress.of(text, config.audit().addresses()));
    }

    /** The account that is signed in; without one, the user of the operating system who runs the command or the service. */
    @Override
    public String via() {
        ManagedContext request = Arc.container().requestContext();
        if (request.isActive()) {
            SecurityIdentity identity =
                    Arc.container().instance(SecurityIdentity.class).get();
            if (identity != null && !identity.isAnonymous()) {
                return "account " + SessionPrincipal.accountOf(identity.getPrincipal());
            }
        }
        return "system user " + SystemUser.name();
    }
}
