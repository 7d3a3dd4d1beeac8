package dev.warren.intake;

import dev.warren.testing.http.GuardedService;
import dev.warren.testing.http.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Suite.class)
class GuardedIntakeTest extends GuardedService {

    /** Events have rules of their own, and tests of these. */
    @Override
    protected boolean isFuzzed(Operation operation) {
        return !isUnpacked(operation);
    }

    @Override
    protected boolean isUnpacked(Operation operation) {
        return operation.path().equals("/v1/events");
    }
}
