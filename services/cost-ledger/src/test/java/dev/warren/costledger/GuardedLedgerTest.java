package dev.warren.costledger;

import dev.warren.testing.http.GuardedService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** On a ledger of its own: what it sends may be a budget for everybody. */
@QuarkusTest
@TestProfile(GuardedLedgerTest.OfItsOwn.class)
class GuardedLedgerTest extends GuardedService {

    public static final class OfItsOwn extends LedgerProfile {}
}
