package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class H2StoreTest extends StoreContract {
    @Test
    void whatIsForH2AloneIsDoneToIt() {
        assertThat(migrations()).contains("1", "6.1");
    }
}
