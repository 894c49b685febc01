package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Postgres.class)
class PostgresStoreTest extends StoreContract {
    @Test
    void whatIsForH2AloneIsNotDoneToIt() {
        assertThat(migrations()).contains("1").doesNotContain("6.1");
    }
}
