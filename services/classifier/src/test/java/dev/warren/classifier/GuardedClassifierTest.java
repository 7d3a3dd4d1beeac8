package dev.warren.classifier;

import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.http.GuardedService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = PrivateVhost.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(PrivateDatabase.class)
class GuardedClassifierTest extends GuardedService {}
