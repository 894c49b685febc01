package org.triageledger.work.upkeep;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class H2ErasureTest extends ErasureContract {}
