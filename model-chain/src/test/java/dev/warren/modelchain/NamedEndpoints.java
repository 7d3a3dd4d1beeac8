package dev.warren.modelchain;

import dev.warren.testing.PrivateDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three providers with names of the user's choice, and features that ask them one after the other. */
public final class NamedEndpoints implements QuarkusTestResourceLifecycleManager {

    private final FakeEndpoint cheap = new FakeEndpoint();
    private final FakeEndpoint good = new FakeEndpoint();
    private final FakeEndpoint spare = new FakeEndpoint();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        Map.of("cheap", cheap, "good", good, "second-vendor", spare).forEach((name, endpoint) -> {
            settings.put("warren.providers." + name + ".url", endpoint.url());
            settings.put("warren.providers." + name + ".model", "model-of-" + name);
            settings.put("warren.providers." + name + ".key", "key-of-" + name);
            settings.put("warren.providers." + name + ".timeout", "1s");
            settings.put("warren.providers." + name + ".retry-delay", "10ms");
            settings.put("warren.providers." + name + ".retry-jitter", "5ms");
            settings.put("warren.providers." + name + ".breaker-volume", "1000");
        });
        settings.put("warren.providers.good.price-provider", "openai");
        settings.put("warren.providers.good.retry-delay", "2s");
        settings.put("warren.retries.max-duration", "900ms");
        settings.put("warren.providers.second-vendor.max-retries", "5");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        Map.of("cheap", cheap, "good", good, "spare", spare)
                .forEach((name, endpoint) -> injector.injectIntoFields(
                        endpoint, field -> field.getName().equals(name)));
    }

    @Override
    public void stop() {
        List.of(cheap, good, spare).forEach(FakeEndpoint::close);
    }

    /** The chain, and the features. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "warren.chain", "cheap,good,second-vendor,local",
                    "warren.primary.url", "http://provider.invalid/v1",
                    "warren.secondary.url", "http://provider.invalid/v1"));
            settings.putAll(feature("plain"));
            settings.putAll(feature("cascade"));
            settings.putAll(feature("embedded-first"));
            settings.put("warren.features.plain.models.good", "larger-model");
            settings.put("warren.features.cascade.models.cheap", "smaller-model");
            settings.put("warren.features.cascade.answer-when.cheap", "confidence >= 0.95");
            settings.put("warren.features.cascade.providers", "cheap,good,local");
            settings.put("warren.features.embedded-first.answer-when.local", "confidence >= 1");
            settings.put("warren.features.embedded-first.providers", "local,good");
            return settings;
        }

        private static Map<String, String> feature(String name) {
            String key = "warren.features." + name + ".";
            return Map.of(
                    key + "kind", "verdict",
                    key + "events", name,
                    key + "text", "/body",
                    key + "cache.enabled", "false",
                    key + "words", "billing,shipping");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(NamedEndpoints.class), new TestResourceEntry(PrivateDatabase.class));
        }
    }
}
