package dev.warren.costledger;

import static io.restassured.RestAssured.given;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.testing.Broker;
import io.restassured.path.json.JsonPath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The ledger as its neighbours see it: usage in over the broker, spend out over HTTP. */
public record LedgerClient(Broker broker) {

    private static final String USAGE_KEY = "ticket-triage";
    private static final int PERSISTENT = 2;

    public void publish(UsageMessage... messages) {
        for (UsageMessage message : messages) {
            publish(message.bytes());
        }
    }

    public void publish(Collection<UsageMessage> messages) {
        publish(messages.toArray(UsageMessage[]::new));
    }

    public void publish(byte[] body) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(PERSISTENT)
                .build();
        broker.publish(Topology.USAGE, USAGE_KEY, body, properties);
    }

    /** Spend, asked with parameter names and values in turn. */
    public JsonPath spend(Object... parameters) {
        return given().queryParams(pairs(parameters))
                .get("/v1/spend")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until all calls of a feature are booked. */
    public void awaitCalls(String feature, long calls) {
        Awaitility.await("%d calls of %s".formatted(calls, feature))
                .atMost(Broker.PATIENCE)
                .until(() -> sum(spend("feature", feature), "groups.calls") == calls);
    }

    /** Waits until all calls and all reused answers of a feature are booked. */
    public void awaitEntries(String feature, long entries) {
        Awaitility.await("%d entries of %s".formatted(entries, feature))
                .atMost(Broker.PATIENCE)
                .until(() -> {
                    JsonPath spend = spend("feature", feature);
                    return sum(spend, "groups.calls") + sum(spend, "groups.reused") == entries;
                });
    }

    private static long sum(JsonPath spend, String path) {
        return spend.getList(path, Long.class).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, Object> pairs(Object... parameters) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.put((String) parameters[i], parameters[i + 1]);
        }
        return pairs;
    }
}
