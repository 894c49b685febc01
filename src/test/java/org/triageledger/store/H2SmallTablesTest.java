package org.triageledger.store;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class H2SmallTablesTest extends SmallTablesContract {}
