package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.database.NotWrittenException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class BookingServiceTest {

    private static final int CALLERS = 200;
    private static final Charge IMPOSSIBLE = new Charge(BigDecimal.ONE, null, null, null, null);

    private final String feature = "feature-" + UUID.randomUUID();

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    BookingService bookingService;

    @Inject
    RecordingBookingStep recordingBookingStep;

    @Inject
    DataSource database;

    @Test
    void whoBooksAtTheSameTimeSharesCommits() throws Exception {
        // Given
        List<LedgerEntry> entries =
                Stream.generate(() -> entry(id())).limit(CALLERS).toList();

        // When
        List<Future<Boolean>> booked;
        try (Connection other = database.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table entry in exclusive mode");
            booked = begin(entries);
            other.commit();
        }

        // Then
        for (Future<Boolean> one : booked) {
            assertThat(one.get()).isTrue();
        }
        assertThat(number("count(*)")).isEqualTo(CALLERS);
        assertThat(number("count(distinct booked_at)")).isLessThan(CALLERS / 4);
    }

    @Test
    void whatIsBookedTwiceAtTheSameTimeIsBookedOnce() throws Exception {
        // Given
        List<String> ids =
                Stream.generate(BookingServiceTest::id).limit(CALLERS / 4).toList();
        List<LedgerEntry> entries = new ArrayList<>(IntStream.range(0, 4)
                .boxed()
                .flatMap(time -> ids.stream().map(this::entry))
                .toList());
        Collections.shuffle(entries);

        // When
        int booked = 0;
        for (Future<Boolean> one : begin(entries)) {
            booked += one.get() ? 1 : 0;
        }

        // Then
        assertThat(booked).isEqualTo(ids.size());
        assertThat(number("count(*)")).isEqualTo(ids.size());
    }

    @Test
    void whatCannotBeBookedFailsAlone() throws Exception {
        // Given
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            entries.add(i % 10 == 0 ? new LedgerEntry(entry(id()).usage(), IMPOSSIBLE) : entry(id()));
        }

        // When
        List<Future<Boolean>> booked = begin(entries);

        // Then
        for (int i = 0; i < CALLERS; i++) {
            Future<Boolean> one = booked.get(i);
            if (i % 10 == 0) {
                assertThatThrownBy(one::get)
                        .cause()
                        .isInstanceOf(NotWrittenException.class)
                        .hasCauseInstanceOf(SQLException.class);
            } else {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void stepsAreToldOnceOfWhatIsAdded() {
        // Given
        LedgerEntry entry = entry(id());

        // When
        bookingService.book(entry);
        bookingService.book(entry);

        // Then
        assertThat(recordingBookingStep.timesTold(entry.usage().id())).isEqualTo(1);
    }

    @Test
    void anEntryIsOfATimeAfterWhateverItWaitedFor() throws Exception {
        // When
        bookingService.book(entry(id()));

        // Then
        assertThat(number("count(*) filter (where booked_at > '%s')".formatted(recordingBookingStep.begun())))
                .isEqualTo(1);
    }

    @Test
    void whatAStepRefusesIsNotBooked() throws Exception {
        // Given
        UsageRecord usage = UsageRecord.of(
                UsageMessage.any()
                        .feature(feature)
                        .outcome(RecordingBookingStep.REFUSED)
                        .event(),
                UsageMessage.NOON);

        // Then
        assertThatThrownBy(() -> bookingService.book(new LedgerEntry(usage, Charge.unpriced(Reason.UNKNOWN_MODEL))))
                .isInstanceOf(NotWrittenException.class);
        assertThat(number("count(*)")).isZero();
    }

    @AfterEach
    void end() {
        callers.close();
    }

    private List<Future<Boolean>> begin(List<LedgerEntry> entries) {
        return entries.stream()
                .map(entry -> callers.submit(() -> bookingService.book(entry)))
                .toList();
    }

    private LedgerEntry entry(String id) {
        UsageRecord usage =
                UsageRecord.of(UsageMessage.any().callId(id).feature(feature).event(), UsageMessage.NOON);
        return new LedgerEntry(usage, Charge.unpriced(Reason.UNKNOWN_MODEL));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private long number(String what) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select " + what + " from entry where feature = ?")) {
            query.setString(1, feature);
            try (ResultSet answer = query.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }
}
