package dev.warren.intake;

import dev.warren.testing.http.GuardedService;
import dev.warren.testing.http.OpenApiOperation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class GuardedIntakeTest extends GuardedService {

    /** Events have rules of their own, and tests of these. */
    @Override
    protected boolean isFuzzed(OpenApiOperation openApiOperation) {
        return !isUnpacked(openApiOperation);
    }

    @Override
    protected boolean isUnpacked(OpenApiOperation openApiOperation) {
        return openApiOperation.path().equals("/v1/events");
    }
}
