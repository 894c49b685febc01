package org.triageledger.web;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;

/**
 * Where people are known by OpenID Connect, if {@code ledger.oidc} says so. It is asked for one path alone; without the setting, and for all
 * other paths, there is no such provider.
 */
@ApplicationScoped
public class OidcTenant implements TenantConfigResolver {
    private static final String NAME = "ledger";
    private static final int SECRET = 32;

    private final LedgerConfig.Oidc config;
    private final boolean tls;
    private final Keys keys;
    private @Nullable OidcTenantConfig tenant;

    OidcTenant(LedgerConfig config, Keys keys) {
        this.config = config.oidc();
        this.tls = config.reminders()
                .pages()
                .filter(page -> page.startsWith("https:"))
                .isPresent();
        this.keys = keys;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext routing, OidcRequestContext<OidcTenantConfig> context) {
        return config.issuer().isEmpty() || !routing.normalizedPath().equals(OidcResource.PATH)
                ? Uni.createFrom().nullItem()
                : context.runBlocking(this::tenant);
    }

    private synchronized OidcTenantConfig tenant() {
        if (tenant == null) {
            tenant = made();
        }
        return tenant;
    }

    /** The keys of its cookies come of the ledger's own, so that all nodes have the same. */
    private OidcTenantConfig made() {
        return OidcTenantConfig.builder()
                .tenantId(NAME)
                .applicationType(ApplicationType.WEB_APP)
                .authServerUrl(config.issuer().orElseThrow())
                .connectionTimeout(Duration.ofSeconds(10))
                .clientId(config.clientId().orElse(""))
                .credentials(secret(config.clientSecretFile()))
                .authentication()
                .redirectPath(OidcResource.PATH)
                .cookiePath(OidcResource.PATH)
                .cookieForceSecure(tls)
                .errorPath("/sign-in")
                .scopes(List.copyOf(config.scopes()))
                .pkceRequired()
                .nonceRequired()
                .stateSecret(key("oidc state"))
                .end()
                .tokenStateManager()
                .encryptionSecret(key("oidc tokens"))
                .end()
                // roles are those of the account
                .roles()
                .roleClaimPath("triage-ledger-has-roles-of-its-own")
                .end()
                .build();
    }

    private String key(String what) {
        return keys.vault().mac(NAME, what).substring(0, SECRET);
    }

    private static String secret(Optional<Path> file) {
        try {
            return file.isEmpty()
                    ? ""
                    : Files.readString(file.get())
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip();
        } catch (IOException e) {
            throw new Refusal("the file of ledger.oidc.client-secret-file cannot be read");
        }
    }
}
