package dev.warren.intake;

import dev.warren.testing.http.GuardedService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Suite.class)
class GuardedIntakeTest extends GuardedService {}
