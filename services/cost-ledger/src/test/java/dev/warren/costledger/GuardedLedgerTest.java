package dev.warren.costledger;

import dev.warren.testing.http.GuardedService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class GuardedLedgerTest extends GuardedService {}
