package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each value of a usage message is replaced by everything that it may not be. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class UsageMutationsTest {

    private static final String DEAD = "cost-ledger.dead";
    private static final ObjectMapper MAPPER = PooledJson.mapper().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Without these nobody knows what a message is about. */
    private static final Set<String> NEEDED = Set.of("/type", "/data");

    /** The ledger does not read these. */
    private static final Set<String> UNREAD = Set.of(
            "/specversion", "/source", "/id", "/datacontenttype", "/userid", "/team", "/data/attempt", "/data/millis");

    /** What need not be there. */
    private static final Set<String> OPTIONAL = Set.of(
            "/data/cacheWriteInputTokens",
            "/data/reasoningTokens",
            "/data/batch",
            "/data/reported",
            "/data/reported/id",
            "/data/reported/model",
            "/data/reported/tier",
            "/data/reported/cost",
            "/data/reported/corrections",
            "/data/spared",
            "/data/spared/provider",
            "/data/spared/model");

    private static final Set<String> NOTHING = Set.of("absent", "null", "empty");

    /** Any text is a name. */
    private static final Set<String> TEXTS = Set.of(
            "/data/callId",
            "/data/event/source",
            "/data/event/id",
            "/data/event/type",
            "/data/feature",
            "/data/provider",
            "/data/model",
            "/data/outcome",
            "/data/reported/id",
            "/data/reported/model",
            "/data/reported/tier",
            "/data/spared/provider",
            "/data/spared/model");

    /** Nothing in them cannot be read. */
    private static final Set<String> READABLE = Set.of(
            "/data/batch=true",
            "/data/reported/cost=number as text",
            "/data/reported/cost=fraction",
            "/data/reported/corrections=array",
            "/data/reported=object",
            "/data/spared=object");

    /** What the messages have before anything is replaced, or less. */
    private static final String NOT_FLAGGED =
            "coalesce(flags, '') in ('', 'only-total', 'tier-not-priced', 'only-total,tier-not-priced')";

    private static final Set<String> COUNTS = Set.of("/data/inputTokens", "/data/outputTokens", "/data/tokensKnown");

    private final String run = UUID.randomUUID().toString();

    @Inject
    DataSource database;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
        broker.purge(DEAD);
    }

    @Test
    void whateverIsInAUsageMessageItIsBookedAndWhatWasLeftOutIsFlagged() throws Exception {
        // Given
        UsageMessage call = any().sparing("secondary", "test-large");

        // When
        publish(call, "callId");

        // Then
        assertThat(mutations(NOT_FLAGGED))
                .filteredOn(UsageMutationsTest::isFault)
                .isEmpty();
        assertThat(mutations("amount = 0")).isEmpty();
        assertThat(mutations("amount is not null"))
                .filteredOn(mutation -> COUNTS.contains(path(mutation)))
                .isEmpty();
    }

    @Test
    void whateverIsInTheMessageOfAReuseItIsBookedAndWhatWasLeftOutIsFlagged() throws Exception {
        // When
        publish(any().reuseOf("c-1"), "reuseId");

        // Then
        assertThat(mutations(NOT_FLAGGED))
                .filteredOn(UsageMutationsTest::isFault)
                .isEmpty();
        assertThat(mutations("saved is not null"))
                .filteredOn(mutation -> COUNTS.contains(path(mutation)))
                .isEmpty();
    }

    /** Publishes a message with everything in it replaced in turn, and waits until all that can be is booked. */
    private void publish(UsageMessage message, String id) throws Exception {
        Map<String, byte[]> messages = mutated(message, id);
        long dead = messages.keySet().stream()
                .filter(mutation -> NEEDED.contains(path(mutation)))
                .count();
        messages.values().forEach(ledger::publish);
        await().atMost(Broker.PATIENCE).until(() -> mutations("true").size() + broker.count(DEAD) >= messages.size());
        assertThat(broker.count(DEAD)).isLessThanOrEqualTo(dead);
    }

    private static boolean isFault(String mutation) {
        String path = path(mutation);
        String kind = mutation.substring(mutation.indexOf('=') + 1);
        boolean isText = TEXTS.contains(path) && (kind.equals("text") || kind.equals("number as text"));
        return !isText
                && !NEEDED.contains(path)
                && !UNREAD.contains(path)
                && !READABLE.contains(mutation)
                && !(OPTIONAL.contains(path) && NOTHING.contains(kind));
    }

    private static String path(String mutation) {
        return mutation.substring(0, mutation.indexOf('='));
    }

    private static UsageMessage any() {
        return UsageMessage.any()
                .special(5, 5)
                .tokens(1_000, 100, 100)
                .reported(new ProviderReport(
                        "gen-1", "test-small-2025-01-01", "scale", BigDecimal.ONE, List.of("only-total")));
    }

    private Map<String, byte[]> mutated(UsageMessage message, String id) throws Exception {
        Map<String, byte[]> messages = new LinkedHashMap<>();
        JsonNode valid = MAPPER.readTree(message.bytes());
        for (String field : paths(valid, "")) {
            for (Map.Entry<String, JsonNode> value : values().entrySet()) {
                ObjectNode mutated = valid.deepCopy();
                String mutation = field + "=" + value.getKey();
                mutated.put("id", run + mutation);
                ((ObjectNode) mutated.get("data")).put(id, run + mutation);
                replace(mutated, field, value.getValue());
                boolean isOther = field.equals("/data/" + id) && isName(value.getValue());
                if (!isOther && !mutated.at(field).equals(valid.at(field))) {
                    messages.put(mutation, MAPPER.writeValueAsBytes(mutated));
                }
            }
        }
        return messages;
    }

    /** A text is an id like any other. */
    private static boolean isName(JsonNode value) {
        return value != null && value.isTextual() && !value.textValue().isEmpty();
    }

    private static List<String> paths(JsonNode node, String path) {
        List<String> paths = new ArrayList<>();
        node.properties().forEach(field -> {
            String below = path + "/" + field.getKey();
            paths.add(below);
            paths.addAll(paths(field.getValue(), below));
        });
        return paths;
    }

    private static Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("absent", null);
        values.put("null", NODES.nullNode());
        values.put("empty", NODES.textNode(""));
        values.put("text", NODES.textNode("12x"));
        values.put("number as text", NODES.textNode("12"));
        values.put("long text", NODES.textNode("x".repeat(5_000)));
        values.put("huge", NODES.numberNode(BigInteger.TEN.pow(40)));
        values.put("beyond measure", NODES.numberNode(new BigDecimal("1E+5000")));
        values.put("fraction", NODES.numberNode(new BigDecimal("1.5")));
        values.put("negative", NODES.numberNode(-7));
        values.put("true", NODES.booleanNode(true));
        values.put("array", NODES.arrayNode());
        values.put("array of null", NODES.arrayNode().addNull());
        values.put("object", NODES.objectNode());
        return values;
    }

    private static void replace(ObjectNode event, String path, JsonNode value) {
        int last = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) event.at(path.substring(0, last));
        if (value == null) {
            parent.remove(path.substring(last + 1));
        } else {
            parent.set(path.substring(last + 1), value);
        }
    }

    private List<String> mutations(String condition) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select call_id from entry where starts_with(call_id, ?) and " + condition)) {
            query.setString(1, run);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1).substring(run.length()));
                }
            }
        }
        return found;
    }
}
