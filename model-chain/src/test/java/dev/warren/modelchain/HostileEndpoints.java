package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.label;

import dev.warren.testing.PrivateDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A {@link RawEndpoint} behind {@code primary} and a healthy one behind {@code secondary}. */
public final class HostileEndpoints implements QuarkusTestResourceLifecycleManager {

    private RawEndpoint primary;
    private FakeEndpoint secondary;

    @Override
    public Map<String, String> start() {
        try {
            primary = new RawEndpoint();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        secondary = new FakeEndpoint();
        secondary.responds(label("shipping"));
        return Map.of("warren.primary.url", primary.url(), "warren.secondary.url", secondary.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(primary, new TestInjector.MatchesType(RawEndpoint.class));
    }

    @Override
    public void stop() {
        primary.close();
        secondary.close();
    }

    /** Answers are looked at, and not how many of them fail. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.primary.timeout", "2s",
                    "warren.secondary.timeout", "20s",
                    "warren.primary.max-retries", "1",
                    "warren.primary.breaker-volume", "100000",
                    "warren.primary.max-response-size", "1M",
                    "warren.primary.response-memory", "8M");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(HostileEndpoints.class), new TestResourceEntry(PrivateDatabase.class));
        }
    }
}
