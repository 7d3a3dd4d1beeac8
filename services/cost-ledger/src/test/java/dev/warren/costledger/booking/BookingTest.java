package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Alert;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class BookingTest {

    private static final String DEAD = "cost-ledger.dead";
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final String feature = "feature-" + UUID.randomUUID();
    private final String unknownModel = "model-" + UUID.randomUUID();

    @Inject
    MetricRegistry metrics;

    @Inject
    DataSource database;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void theSameUsagePublishedThreeTimesOutOfOrderBooksOnce() {
        // Given
        UsageMessage a = call().callId(UUID.randomUUID().toString());
        UsageMessage b = call().callId(UUID.randomUUID().toString());
        UsageMessage c = call().callId(UUID.randomUUID().toString());
        long duplicates = duplicates();

        // When
        ledger.publish(a, b, c, c, b, a, b, a, c);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> duplicates() - duplicates == 6);
        assertThat(spend().getLong("total[0].calls")).isEqualTo(3);
        assertThat(spend().getString("total[0].amount")).isEqualTo("0.00042");
    }

    @Test
    void aCallStaysBookedAsItWasFirstReported() {
        // Given
        ledger.publish(call().callId(feature).tokens(1_000, 0, 0));
        ledger.awaitCalls(feature, 1);
        long duplicates = duplicates();

        // When
        ledger.publish(call().callId(feature).tokens(2_000, 0, 0));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> duplicates() - duplicates == 1);
        assertThat(spend().getString("total[0].amount")).isEqualTo("0.0001");
    }

    @Test
    void amountsSmallerThanAnyCoinAreKeptExactly() {
        // When
        ledger.publish(call().tokens(1, 1, 0), call().tokens(1, 0, 0), call().tokens(999_999_999, 0, 1_000_000_000));
        ledger.awaitCalls(feature, 3);

        // Then 0.00000005 + 0.0000001 + 99.9999999 + 400
        assertThat(spend().getString("total[0].amount")).isEqualTo("500.00000005");
    }

    @Test
    void specialKindsOfTokensAreBooked() throws SQLException {
        // When
        ledger.publish(call().tokens(1_000, 300, 100).special(200, 40).inBatch());
        ledger.awaitCalls(feature, 1);

        // Then
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select cache_write_input_tokens, reasoning_tokens, batch from entry where feature = ?")) {
            query.setString(1, feature);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(200);
                assertThat(row.getLong(2)).isEqualTo(40);
                assertThat(row.getBoolean(3)).isTrue();
            }
        }
    }

    @Test
    void failedCallsCostWhatTheyUsed() {
        // When
        ledger.publish(call().outcome("malformed"), call().outcome("timeout").unknownTokens());
        ledger.awaitCalls(feature, 2);

        // Then
        assertThat(spend().getString("total[0].amount")).isEqualTo("0.00014");
        assertThat(spend().getInt("total[0].unpricedCalls")).isEqualTo(1);
    }

    @Test
    void unpricedCallsRaiseOneAlertPerModelReasonAndDay() {
        // Given
        String alerts = broker.probe(Topology.ALERTS, "warning.usage-unpriced");

        // When
        ledger.publish(unpriced(), unpriced(), unpriced(), unpriced());
        ledger.awaitCalls(feature, 4);

        // Then
        CloudEvent message = event(broker.awaitMessage(alerts));
        Alert alert = ContractCodec.data(message, Alert.class);
        assertThat(message.getSource()).hasToString("/warren/cost-ledger");
        assertThat(alert.kind()).isEqualTo("usage-unpriced");
        assertThat(alert.message()).contains(unknownModel);
        assertThat(alert.details())
                .containsEntry("model", unknownModel)
                .containsEntry("reason", "unknown-model")
                .containsEntry("day", "2025-07-15");
        await().during(A_WHILE).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void anotherDayAndAnotherReasonAreAnotherAlert() {
        // Given
        String alerts = broker.probe(Topology.ALERTS, "#");
        UsageMessage nextDay = unpriced().at(UsageMessage.NOON.plus(Duration.ofDays(1)));

        // When
        ledger.publish(unpriced(), nextDay);

        // Then
        List<String> ids = List.of(
                event(broker.awaitMessage(alerts)).getId(),
                event(broker.awaitMessage(alerts)).getId());
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void nonsenseIsDeadLetteredWithTheReason() {
        // Given
        broker.purge(DEAD);

        // When
        ledger.publish(PooledJson.write(ContractCodec.withData(call().event(), List.of("nothing"))));

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("invalid-usage");
        assertThat(dead.header(WarrenHeaders.DETAIL)).isEqualTo("the data is not a JSON object");
        assertThat(spend().getList("groups")).isEmpty();
    }

    @Test
    void whatIsNoMessageAtAllIsDeadLetteredAndTheNextIsBooked() {
        // Given
        broker.purge(DEAD);

        // When
        ledger.publish(new byte[] {(byte) 0xff, 0, 1});
        ledger.publish(call());

        // Then
        ledger.awaitCalls(feature, 1);
        assertThat(broker.awaitMessage(DEAD).body()).containsExactly(0xff, 0, 1);
    }

    private UsageMessage call() {
        return UsageMessage.any().feature(feature);
    }

    private UsageMessage unpriced() {
        return call().to("primary", unknownModel);
    }

    private JsonPath spend() {
        return ledger.spend("feature", feature);
    }

    private long duplicates() {
        return metrics.counter(LedgerMetrics.DUPLICATES).getCount();
    }

    private static CloudEvent event(ReceivedMessage message) {
        return EventFormatProvider.getInstance()
                .resolveFormat(ContractCodec.CLOUDEVENTS_JSON)
                .deserialize(message.body());
    }
}
