package dev.warren.costledger.booking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that was spent is booked, whatever is said about it. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class AnyUsageTest {

    private static final String DEAD = "cost-ledger.dead";

    private final String id = UUID.randomUUID().toString();
    private final String feature = "feature-" + id;
    private final String event = "t-" + id;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
        broker.purge(DEAD);
    }

    @Test
    void aCallOfAUserWhoseNameIsNoTextIsBookedUnderOneThatIs() {
        // When
        ledger.publish(halfACharacter(call().who("eve-@@", "team-@@").bytes()));
        ledger.awaitCalls(feature, 1);

        // Then
        JsonPath spend = ledger.spend("feature", feature, "by", "user,team");
        assertThat(spend.getString("groups[0].user")).isEqualTo(LedgerNameRules.of("eve-\uD83D"));
        assertThat(spend.getString("groups[0].team")).isEqualTo(LedgerNameRules.of("team-\uD83D"));
        assertThat(spend.getString("total[0].amount")).isEqualTo("0.00014");
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void namesOfAnyLengthAreBooked() {
        // Given
        String longest = "x".repeat(4_000) + id;

        // When
        ledger.publish(call().who(longest, null).to(longest, longest).event(longest));
        ledger.awaitCalls(feature, 1);

        // Then
        assertThat(ledger.spend("feature", feature, "by", "user,model").getString("groups[0].user"))
                .isEqualTo(LedgerNameRules.of(longest));
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void countsThatDoNotFitAreBookedAndCanBeSeen() {
        // When
        ledger.publish(
                call().tokens(100, 900, 10),
                call().tokens(-5, 0, 10),
                call().tokens(0, 0, 0),
                call().served(null, "scale"));
        ledger.awaitCalls(feature, 4);

        // Then 100 cached and 10 out; unknown twice; 1,000 and 100 at the price of any tier
        JsonPath spend = ledger.spend("feature", feature);
        assertThat(spend.getString("total[0].amount")).isEqualTo("0.000149");
        assertThat(spend.getInt("total[0].unpricedCalls")).isEqualTo(2);
        assertThat(spend.getInt("flaggedCalls")).isEqualTo(4);
        given().queryParams("feature", feature)
                .get("/v1/calls/flagged")
                .then()
                .statusCode(200)
                .body("count", equalTo(4))
                .body(
                        "calls.flags.flatten().sort()",
                        equalTo(List.of("cached-above-input", "input-out-of-range", "no-tokens", "tier-not-priced")));
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void whatTheProviderSaidIsSeenWithTheDecision() {
        // When
        ledger.publish(call().reported(new ProviderReport(
                        "gen-1", "test-small-2025-01-01", "scale", new BigDecimal("0.0002"), List.of("only-total")))
                .sparing("secondary", "test-large"));
        ledger.awaitCalls(feature, 1);

        // Then
        given().queryParams("event", event)
                .get("/v1/decisions")
                .then()
                .body("decisions[0].calls", hasSize(1))
                .body("decisions[0].calls[0].servedModel", equalTo("test-small-2025-01-01"))
                .body("decisions[0].calls[0].tier", equalTo("scale"))
                .body("decisions[0].calls[0].reportedCost", equalTo("0.0002"))
                .body("decisions[0].calls[0].flags", equalTo(List.of("only-total", "tier-not-priced")))
                .body("decisions[0].calls[0].cost[0].saved", equalTo("0.00336"))
                .body("decisions[0].total[0].saved", equalTo("0.00336"));
        assertThat(ledger.spend("feature", feature).getString("total[0].saved")).isEqualTo("0.00336");
    }

    private UsageMessage call() {
        return UsageMessage.any()
                .callId(UUID.randomUUID().toString())
                .event(event)
                .feature(feature);
    }

    /** Half of a surrogate pair in place of each mark, as JSON can write it. */
    static byte[] halfACharacter(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace("@@", "\\ud83d").getBytes(StandardCharsets.UTF_8);
    }
}
