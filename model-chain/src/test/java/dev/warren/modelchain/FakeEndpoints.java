package dev.warren.modelchain;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs a fake server for each of the two endpoints and hands them to the test. */
public final class FakeEndpoints implements QuarkusTestResourceLifecycleManager {

    private FakeEndpoint primary;
    private FakeEndpoint secondary;

    @Override
    public Map<String, String> start() {
        primary = new FakeEndpoint();
        secondary = new FakeEndpoint();
        return Map.of("warren.primary.url", primary.url(), "warren.secondary.url", secondary.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(primary, field -> field.getName().equals("primary"));
        injector.injectIntoFields(secondary, field -> field.getName().equals("secondary"));
    }

    @Override
    public void stop() {
        primary.close();
        secondary.close();
    }
}
