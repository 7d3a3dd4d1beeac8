package dev.warren.bench.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two providers with one bill, and what the AI consumers must be told of them. */
public final class FakeProviders implements AutoCloseable {

    private static final String LABEL = "billing";

    private final ProviderBill providerBill;
    private final FakeOpenAi primary;
    private final FakeOpenAi secondary;

    /**
     * Starts both.
     *
     * @param latency how long an answer takes
     */
    public FakeProviders(long seed, Duration latency) {
        providerBill = new ProviderBill(seed);
        primary = new FakeOpenAi("primary", LABEL, latency, providerBill);
        secondary = new FakeOpenAi("secondary", LABEL, latency, providerBill);
    }

    /** The first of the chain. */
    public FakeOpenAi primary() {
        return primary;
    }

    /** What both were asked and answered. */
    public ProviderBill bill() {
        return providerBill;
    }

    /** The settings of an AI consumer that asks these in this order. */
    public Map<String, String> settings(String chain) {
        Map<String, String> settings = new HashMap<>(Map.of("WARREN_PROVIDERS", chain));
        Map.of("PRIMARY", primary, "SECONDARY", secondary).forEach((name, provider) -> {
            settings.put("WARREN_" + name + "_URL", provider.address().toString());
            settings.put("WARREN_" + name + "_KEY", "key-of-the-laboratory");
        });
        settings.put("WARREN_PRIMARY_MODEL", "gpt-4o-mini");
        settings.put("WARREN_SECONDARY_MODEL", "gpt-4.1-mini");
        return settings;
    }

    @Override
    public void close() {
        List.of(primary, secondary).forEach(FakeOpenAi::close);
    }
}
