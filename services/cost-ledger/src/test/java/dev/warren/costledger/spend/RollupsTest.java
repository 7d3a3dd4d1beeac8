package dev.warren.costledger.spend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class RollupsTest {

    private static final long SEED = 4_711;
    private static final int ENTRIES = 400;
    private static final int PERIODS = 40;
    private static final Duration LONG = Duration.ofDays(100);

    private final String feature = "feature-" + UUID.randomUUID();
    private final Random random = new Random(SEED);

    private Broker broker;
    private LedgerClient ledger;

    @Inject
    DataSource database;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void anyPeriodIsAnsweredAsTheEntriesSay() throws SQLException {
        // Given
        book(Stream.generate(this::anyCall).limit(ENTRIES).toList());

        for (int i = 0; i < PERIODS; i++) {
            // When
            Instant from = anyMoment();
            Instant to = from.plus(Duration.ofMillis(random.nextLong(1, LONG.toMillis())));
            JsonPath spend = ledger.spend("feature", feature, "from", from.toString(), "to", to.toString());

            // Then
            BigDecimal amount =
                    new BigDecimal(spend.getList("total").isEmpty() ? "0" : spend.getString("total[0].amount"));
            assertThat(amount).isEqualByComparingTo(amountOfEntries(from, to));
        }
    }

    @Test
    void daysAndHoursAreThoseOfTheAskersClock() {
        // Given the end of summer time in Berlin, at 01:00 UTC
        book(IntStream.range(0, 4)
                .mapToObj(
                        half -> call().at(Instant.parse("2025-10-26T00:10:00Z").plus(Duration.ofMinutes(30L * half))))
                .toList());

        // Then
        assertThat(hours("Europe/Berlin")).containsExactly("2025-10-26T00:00:00Z", "2025-10-26T01:00:00Z");
        assertThat(hours("Asia/Kolkata"))
                .containsExactly("2025-10-25T23:30:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z");
        assertThat(ledger.spend("by", "day", "feature", feature, "tz", "America/New_York")
                        .getList("groups.day"))
                .containsExactly("2025-10-25");
    }

    @Test
    void whatWasWrongIsMendedFromTheEntries() throws SQLException {
        // Given
        book(Stream.generate(this::anyCall).limit(ENTRIES / 10).toList());
        Map<String, Object> before = ledger.spend("feature", feature).getMap("total[0]");
        given().contentType(ContentType.JSON).post("/v1/spend/rebuild").then().statusCode(200);
        execute("update rollup set amount = amount + 1, calls = calls + 1 where starts_at >= '2025-07-15'");
        execute("delete from rollup where starts_at < '2025-07-15'");

        // When
        given().contentType(ContentType.JSON)
                .post("/v1/spend/rebuild")
                .then()
                .statusCode(200)
                .body("changed", greaterThan(0))
                .body("next", nullValue());

        // Then
        assertThat(ledger.spend("feature", feature).getMap("total[0]")).isEqualTo(before);
        given().contentType(ContentType.JSON).post("/v1/spend/rebuild").then().body("changed", equalTo(0));
    }

    @Test
    void aCorrectionAddsToTheAmountAndBringsItsCallWithIt() throws SQLException {
        // Given
        book(List.of(
                call().callId(feature + "-wrong").tokens(1_000, 0, 0),
                call().callId(feature + "-unpriced").unknownTokens()));

        // When
        correct(feature + "-wrong", "0.0001", false);
        correct(feature + "-unpriced", "0.5", true);

        // Then
        JsonPath all = ledger.spend("by", "currency", "feature", feature);
        JsonPath moment = ledger.spend(
                "by",
                "currency",
                "feature",
                feature,
                "from",
                UsageMessage.NOON.toString(),
                "to",
                UsageMessage.NOON.plusMillis(1).toString());
        assertThat(all.getList("groups")).hasSize(1).isEqualTo(moment.getList("groups"));
        assertThat(all.getMap("groups[0]"))
                .containsEntry("calls", 2)
                .containsEntry("unpricedCalls", 0)
                .containsEntry("amount", "0.5002");
        given().contentType(ContentType.JSON).post("/v1/spend/rebuild").then().body("changed", equalTo(0));
    }

    @Test
    void bookingGoesOnWhileSumsAreMadeAnew() {
        // Given
        book(Stream.generate(this::anyCall).limit(ENTRIES).toList());

        // When
        ledger.publish(Stream.generate(this::anyCall).limit(ENTRIES).toList());
        given().contentType(ContentType.JSON).post("/v1/spend/rebuild").then().statusCode(200);

        // Then
        ledger.awaitCalls(feature, 2 * ENTRIES);
        given().contentType(ContentType.JSON).post("/v1/spend/rebuild").then().body("changed", equalTo(0));
    }

    @Test
    void onlyMonthsCanBeMadeAnew() {
        given().contentType(ContentType.JSON)
                .queryParam("from", "2025-7")
                .post("/v1/spend/rebuild")
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("from")));
    }

    private List<String> hours(String zone) {
        return ledger.spend("by", "hour", "feature", feature, "tz", zone).getList("groups.hour");
    }

    private void book(List<UsageMessage> calls) {
        ledger.publish(calls);
        ledger.awaitCalls(feature, calls.size());
    }

    private UsageMessage call() {
        return UsageMessage.any().feature(feature);
    }

    private UsageMessage anyCall() {
        return call().who("u-" + random.nextInt(5), random.nextBoolean() ? "emea" : null)
                .at(anyMoment())
                .tokens(random.nextInt(10_000), 0, random.nextInt(1_000));
    }

    private Instant anyMoment() {
        return UsageMessage.NOON.plus(Duration.ofMillis(random.nextLong(LONG.toMillis())));
    }

    private BigDecimal amountOfEntries(Instant from, Instant to) throws SQLException {
        String sum =
                "select coalesce(sum(amount), 0) from entry where feature = ? and called_at >= ? and called_at < ?";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sum)) {
            query.setString(1, feature);
            query.setObject(2, OffsetDateTime.ofInstant(from, ZoneOffset.UTC));
            query.setObject(3, OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBigDecimal(1);
            }
        }
    }

    private void correct(String call, String amount, boolean resolves) throws SQLException {
        execute("""
                insert into entry (call_id, corrects, resolves, event_source, event_id, event_type, feature, provider,
                    model, userid, team, input_tokens, cached_input_tokens, output_tokens, tokens_known, outcome,
                    called_at, amount, currency, price_id)
                select call_id || '-corrected', call_id, %s, event_source, event_id, event_type, feature, provider, model,
                    userid, team, 0, 0, 0, true, outcome, called_at, %s, 'USD', (select min(id) from price)
                from entry where call_id = '%s'
                """.formatted(resolves, amount, call));
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
