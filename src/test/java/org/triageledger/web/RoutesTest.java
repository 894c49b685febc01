package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every route there is, and the roles that may use it. A new route has to be added here by hand, so that its roles are thought about. */
class RoutesTest {
    @Test
    void theTableIsComplete() throws IOException {
        assertThat(Routes.ofTheCode()).containsExactlyInAnyOrderElementsOf(Routes.written());
    }
}
