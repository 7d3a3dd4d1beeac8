package dev.warren.aiconsumer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server behind {@code secondary}; put into the test's field. */
public final class SecondEndpoint implements QuarkusTestResourceLifecycleManager {

    private final FakeEndpoint server = new FakeEndpoint();

    @Override
    public Map<String, String> start() {
        Map<String, String> primary = server.start();
        return Map.of(
                "warren.secondary.url", primary.get("warren.primary.url"),
                "warren.secondary.model", "gpt-4o",
                "warren.secondary.max-retries", "0",
                "warren.secondary.breaker-volume", "1000");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SecondEndpoint.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    FakeEndpoint server() {
        return server;
    }
}
