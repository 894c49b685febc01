package org.triageledger.work.config;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.DecisionStore;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.SessionPrincipal;

/** The vault, opened when it is first needed: most commands never seal anything. */
@ApplicationScoped
public class Keys implements DecisionStore.Key {
    private final LedgerConfig config;

    private @Nullable Vault vault;

    Keys(LedgerConfig config) {
        this.config = config;
    }

    /** Makes the key file where it is missing. */
    public void ensure() {
        vault();
    }

    public synchronized Vault vault() {
        if (vault == null) {
            try {
                if (config.key().isPresent()) {
                    vault = Vault.of(config.key().get());
                } else {
                    Path file = config.keyFile().orElse(config.data().resolve("ledger.key"));
                    Files.createDirectories(file.toAbsolutePath().normalize().getParent());
                    vault = Vault.at(file);
                }
            } catch (Vault.BadKey e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            } catch (java.io.IOException e) {
                throw new Refusal("the folder of the key file cannot be made: check ledger.key-file");
            }
        }
        return vault;
    }

    @Override
    public String mac(String text) {
        return vault().mac(text, "audit log");
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
        String sudo = System.getenv("SUDO_USER");
        return "system user " + (sudo == null || sudo.isBlank() ? System.getProperty("user.name", "unknown") : sudo);
    }
}
