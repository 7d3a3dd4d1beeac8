package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.prices.Prices;
import dev.warren.database.ServiceDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class TwoLedgersTest {

    private static final long SEED = 4_711;
    private static final int CALLS = 2_000;
    private static final int TOLD_TWICE = 500;
    private static final int USERS = 3;
    private static final Duration LONG = Duration.ofDays(40);

    private static final String ENTRIES = "select sum(amount) from entry where feature = ?";
    private static final String SUMS =
            "select sum(amount) from rollup join spend_key on id = key where feature = ? and span = ?";
    private static final String SUMS_OF_CALLS =
            "select sum(calls) from rollup join spend_key on id = key where feature = ? and span = ?";

    private final String feature = "feature-" + UUID.randomUUID();
    private final Random random = new Random(SEED);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    ServiceDatabase database;

    @Inject
    EntryWriter entryWriter;

    @Inject
    Prices prices;

    @Test
    void sumsAreThoseOfTheEntriesToTheLastDigit() throws Exception {
        // Given two instances, and calls that both are told of
        BookingService one = new BookingService(database, entryWriter);
        BookingService other = new BookingService(database, entryWriter);
        List<LedgerEntry> calls = Stream.generate(this::anyCall).limit(CALLS).toList();
        List<Future<Boolean>> booked = new ArrayList<>();

        // When
        for (int i = 0; i < CALLS; i++) {
            LedgerEntry call = calls.get(i);
            BookingService first = i % 2 == 0 ? one : other;
            booked.add(callers.submit(() -> first.book(call)));
        }
        List<LedgerEntry> again = new ArrayList<>(calls);
        Collections.shuffle(again, random);
        for (LedgerEntry call : again.subList(0, TOLD_TWICE)) {
            booked.add(callers.submit(() -> one.book(call)));
            booked.add(callers.submit(() -> other.book(call)));
        }
        int added = 0;
        for (Future<Boolean> each : booked) {
            added += each.get() ? 1 : 0;
        }

        // Then
        BigDecimal expected =
                calls.stream().map(call -> call.charge().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(added).isEqualTo(CALLS);
        assertThat(number(ENTRIES, feature)).isEqualByComparingTo(expected);
        assertThat(List.of("hour", "day", "month")).allSatisfy(span -> {
            assertThat(number(SUMS, feature, span)).isEqualByComparingTo(expected);
            assertThat(number(SUMS_OF_CALLS, feature, span)).isEqualByComparingTo(BigDecimal.valueOf(CALLS));
        });
        assertThat(database.transact(TwoLedgersTest::mended)).isZero();
    }

    @AfterEach
    void end() {
        callers.close();
    }

    private LedgerEntry anyCall() {
        UsageMessage message = UsageMessage.any()
                .callId(UUID.randomUUID().toString())
                .feature(feature)
                .who("u-" + random.nextInt(USERS), null)
                .at(UsageMessage.NOON.plus(Duration.ofMillis(random.nextLong(LONG.toMillis()))))
                .tokens(random.nextInt(1, 10_000), 0, random.nextInt(1_000));
        UsageRecord usage = UsageRecord.of(message.event(), UsageMessage.NOON.plus(LONG));
        return new LedgerEntry(usage, Pricing.charge(usage, prices.book()));
    }

    private BigDecimal number(String question, String... parameters) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(question)) {
                for (int i = 0; i < parameters.length; i++) {
                    query.setString(i + 1, parameters[i]);
                }
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBigDecimal(1);
                }
            }
        });
    }

    /** How many sums, of all that there are, are not as the entries say. */
    private static long mended(Connection connection) throws SQLException {
        try (PreparedStatement anew = connection.prepareStatement("select roll_up_anew('-infinity', 'infinity')");
                ResultSet row = anew.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
