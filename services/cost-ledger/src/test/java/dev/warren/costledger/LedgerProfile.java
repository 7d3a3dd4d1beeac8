package dev.warren.costledger;

import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The service as it is shipped, with a broker, a database and prices of the tests. */
public class LedgerProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Path prices = Path.of("src/test/resources/test-prices.csv").toAbsolutePath();
        return Map.of("warren.ledger.prices-file", prices.toString());
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PrivateVhost.class), new TestResourceEntry(PrivateDatabase.class));
    }
}
