package dev.warren.amqp.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnectors;
import dev.warren.testing.Vhost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamReaderTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int PREFETCH = 10;

    private static Vhost vhost;

    private final String stream = "stream-" + UUID.randomUUID();
    private BrokerConnection connection;
    private Channel publisher;

    @BeforeAll
    static void makeVhost() {
        vhost = new Vhost(Map.of());
    }

    @AfterAll
    static void deleteVhost() {
        vhost.close();
    }

    @BeforeEach
    void declareStream() throws IOException {
        connection = new BrokerConnection(BrokerConnectors.to(vhost.administratorAddress(), "test"), "stream");
        publisher = connection.channel();
        publisher.confirmSelect();
        publisher.queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream"));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void everyMessageIsReadOnceAndInOrderAlsoBeyondThePrefetch() throws Exception {
        // Given
        publish(0, 100);

        // When / Then
        try (StreamReader reader = open(StreamOffset.first())) {
            assertThat(texts(reader, 100)).isEqualTo(numbers(0, 100));
            assertThat(reader.next(SHORT)).isNull();
            publish(100, 101);
            assertThat(texts(reader, 1)).isEqualTo(numbers(100, 101));
        }
    }

    @Test
    void readingGoesOnBehindTheLastMessageThatWasRead() throws Exception {
        // Given
        publish(0, 30);
        long last = -1;
        try (StreamReader reader = open(StreamOffset.first())) {
            for (int i = 0; i < 15; i++) {
                last = StreamReader.offset(reader.next(LONG));
            }
        }

        // When / Then
        try (StreamReader reader = open(StreamOffset.at(last + 1))) {
            assertThat(texts(reader, 15)).isEqualTo(numbers(15, 30));
        }
    }

    @Test
    void aTimeInTheFutureAndAnOffsetBehindTheEndWaitForWhatComes() throws Exception {
        // Given
        publish(0, 5);

        // When / Then
        try (StreamReader reader = open(StreamOffset.at(5))) {
            assertThat(reader.next(SHORT)).isNull();
            publish(5, 6);
            assertThat(texts(reader, 1)).isEqualTo(numbers(5, 6));
        }
        try (StreamReader reader = open(StreamOffset.since(Instant.now().minusSeconds(3600)))) {
            assertThat(texts(reader, 6)).isEqualTo(numbers(0, 6));
        }
    }

    @Test
    void theLastBlockBeginsNoLaterThanTheLastMessageAndAnEmptyStreamHasNone() throws Exception {
        try (StreamReader reader = open(StreamOffset.first())) {
            assertThat(reader.beginOfLastBlock(SHORT)).isEmpty();
            publish(0, 20);
            assertThat(reader.beginOfLastBlock(LONG).orElseThrow()).isBetween(0L, 19L);
            assertThat(texts(reader, 20)).isEqualTo(numbers(0, 20));
        }
    }

    @Test
    void aStreamThatDoesNotExistIsNamed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> StreamReader.open(connection, "no-such-stream", StreamOffset.first(), PREFETCH))
                .withMessageContaining("no-such-stream");
    }

    @Test
    void closingWakesWhoeverWaits() throws Exception {
        // Given
        StreamReader reader = open(StreamOffset.first());
        FutureTask<Delivery> waiting = new FutureTask<>(reader::next);
        Thread thread = Thread.ofVirtual().start(waiting);
        await().until(() -> thread.getState() == Thread.State.WAITING);

        // When
        reader.close();

        // Then
        assertThat(waiting).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(IOException.class);
    }

    @Test
    void aLostConnectionEndsTheReader() throws Exception {
        // Given
        publish(0, 1);
        StreamReader reader = open(StreamOffset.first());
        assertThat(texts(reader, 1)).isEqualTo(numbers(0, 1));

        // When
        connection.open().abort();

        // Then
        assertEnded(reader::next);
        assertEnded(() -> reader.next(LONG));
    }

    @Test
    void aStreamThatIsDeletedEndsTheReader() throws Exception {
        // Given
        StreamReader reader = open(StreamOffset.first());

        // When
        publisher.queueDelete(stream);

        // Then
        assertEnded(() -> reader.next(LONG));
    }

    private static void assertEnded(Callable<Delivery> next) {
        assertThatExceptionOfType(IOException.class).isThrownBy(next::call);
    }

    private StreamReader open(StreamOffset from) throws IOException {
        return StreamReader.open(connection, stream, from, PREFETCH);
    }

    private void publish(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            publisher.basicPublish("", stream, null, Integer.toString(i).getBytes(UTF_8));
        }
        publisher.waitForConfirmsOrDie(LONG.toMillis());
    }

    private static List<String> texts(StreamReader reader, int count) throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(new String(reader.next(LONG).getBody(), UTF_8));
        }
        return texts;
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }
}
