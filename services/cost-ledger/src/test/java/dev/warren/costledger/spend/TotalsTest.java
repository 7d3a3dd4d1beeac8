package dev.warren.costledger.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class TotalsTest {

    private static final long SEED = 8_085;
    private static final int ENTRIES = 150;

    private static final List<String> QUESTIONS = List.of(
            "user",
            "user,feature",
            "team",
            "provider,model",
            "day",
            "eventType",
            "currency",
            "model,currency,day,user");

    private final String feature = "feature-" + UUID.randomUUID();
    private final Random random = new Random(SEED);

    private Broker broker;

    @Test
    void totalsAreExactlyTheSumsOfTheirGroupsHoweverTheyAreAsked() {
        // Given
        LedgerClient ledger = new LedgerClient(broker);
        ledger.publish(Stream.generate(this::anyUsage).limit(ENTRIES).toList());
        ledger.awaitEntries(feature, ENTRIES);
        JsonPath all = ledger.spend("feature", feature);

        for (String by : QUESTIONS) {
            // When
            JsonPath spend = ledger.spend("feature", feature, "by", by);

            // Then
            for (String money : List.of("amount", "saved")) {
                assertThat(sums(spend, "groups", money)).as(by).isEqualTo(sums(spend, "total", money));
                assertThat(sums(spend, "total", money)).as(by).containsAllEntriesOf(sums(all, "total", money));
            }
            assertThat(sum(spend, "groups.calls") + sum(spend, "groups.reused"))
                    .as(by)
                    .isEqualTo(ENTRIES);
            assertThat(sum(spend, "groups.calls")).as(by).isEqualTo(sum(spend, "total.calls"));
            assertThat(sum(spend, "groups.reused")).as(by).isEqualTo(sum(spend, "total.reused"));
            assertThat(sum(spend, "groups.unpricedCalls")).as(by).isEqualTo(sum(spend, "total.unpricedCalls"));
            assertThat(sum(spend, "groups.inputTokens")).as(by).isEqualTo(sum(spend, "total.inputTokens"));
        }
    }

    private static long sum(JsonPath spend, String path) {
        return spend.getList(path, Long.class).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, BigDecimal> sums(JsonPath spend, String path, String money) {
        return spend.<Map<String, Object>>getList(path).stream()
                .filter(row -> row.get(money) != null)
                .collect(Collectors.toMap(
                        row -> (String) row.get("currency"),
                        row -> new BigDecimal((String) row.get(money)).stripTrailingZeros(),
                        (one, other) -> one.add(other).stripTrailingZeros(),
                        TreeMap::new));
    }

    private UsageMessage anyUsage() {
        int input = random.nextInt(100_000);
        UsageMessage call = UsageMessage.any()
                .feature(feature)
                .who("u-" + random.nextInt(5), random.nextBoolean() ? "emea" : null)
                .to(random.nextBoolean() ? "primary" : "secondary", anyOf("test-small", "test-large", "test-euro", "?"))
                .at(UsageMessage.NOON.plus(Duration.ofHours(random.nextInt(100))))
                .tokens(input, random.nextInt(input + 1), random.nextInt(5_000));
        if (random.nextInt(5) == 0) {
            call.reuseOf("c-1");
        }
        return random.nextInt(10) == 0 ? call.unknownTokens() : call;
    }

    private String anyOf(String... models) {
        return models[random.nextInt(models.length)];
    }
}
