package org.triageledger.work.upkeep;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.triageledger.store.Postgres;

@QuarkusTest
@TestProfile(Postgres.class)
class PostgresErasureTest extends ErasureContract {}
