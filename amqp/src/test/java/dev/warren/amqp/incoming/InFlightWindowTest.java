package dev.warren.amqp.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightWindowTest {

    private static final int SIZE = 12;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);

    private long tag;

    @Test
    void flowThatIsAloneMayHaveHalfOfTheWindow() {
        InFlightWindow window = new InFlightWindow(SIZE, AT_ONCE);

        assertThat(kept(window, "a", SIZE)).hasSize(6 + 1);
    }

    @Test
    void thereIsRoomForAnotherFlowBehindSeveralFloods() {
        // Given
        InFlightWindow window = new InFlightWindow(SIZE, AT_ONCE);

        // When each flow keeps what it may
        kept(window, "first", SIZE);
        kept(window, "second", SIZE);

        // Then
        assertThat(window.held()).isLessThan(SIZE);
        assertThat(kept(window, "another", SIZE)).isNotEmpty();
    }

    @Test
    void quickFlowMayTakeEverything() {
        InFlightWindow window = new InFlightWindow(SIZE, HOUR);

        assertThat(kept(window, "a", SIZE)).hasSize(SIZE);
    }

    @Test
    void whatLeavesMakesRoom() {
        // Given
        InFlightWindow window = new InFlightWindow(SIZE, AT_ONCE);
        List<InFlightMessage> kept = kept(window, "a", SIZE);
        assertThat(window.excess("a")).isPositive();

        // When
        window.remove(kept.removeFirst());
        window.remove(kept.removeFirst());

        // Then
        assertThat(window.excess("a")).isZero();
    }

    @Test
    void oldestIsWhatWasPublishedFirst() {
        // Given
        InFlightWindow window = new InFlightWindow(SIZE, AT_ONCE);
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        window.add(message("a", now));
        window.add(message("b", now.minusSeconds(60)));

        // When, then
        assertThat(window.oldest())
                .hasValueSatisfying(oldest -> assertThat(oldest.published()).isEqualTo(now.minusSeconds(60)));
    }

    private List<InFlightMessage> kept(InFlightWindow window, String flow, int offered) {
        List<InFlightMessage> kept = new ArrayList<>();
        for (int i = 0; i < offered && window.excess(flow) == 0; i++) {
            InFlightMessage message = message(flow, Instant.EPOCH);
            window.add(message);
            kept.add(message);
        }
        return kept;
    }

    private InFlightMessage message(String flow, Instant published) {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .timestamp(Date.from(published))
                .build();
        Envelope envelope = new Envelope(++tag, false, "events", "t");
        return new InFlightMessage(null, new Delivery(envelope, properties, new byte[0]), "", flow, Instant.EPOCH);
    }
}
