package org.triageledger.work;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What the application that most tests share is not set to: the other policy, and pages that everybody may see. */
public final class OtherSettings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("ledger.policy", "pep811-2025", "ledger.cases.public-pages", "true");
    }
}
