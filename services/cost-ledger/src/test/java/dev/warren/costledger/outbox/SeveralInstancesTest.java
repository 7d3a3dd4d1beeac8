package dev.warren.costledger.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.amqp.PeriodicTask;
import dev.warren.contracts.Topology;
import dev.warren.costledger.LedgerProfile;
import dev.warren.database.ServiceDatabase;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class SeveralInstancesTest {

    private static final int INSTANCES = 3;
    private static final int KEYS = 8;
    private static final int MESSAGES = 200;

    private final String run = "run-" + UUID.randomUUID();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<PeriodicTask> others = new ArrayList<>();

    private Broker broker;

    @Inject
    Instances instances;

    @Inject
    Outbox outbox;

    @Inject
    ServiceDatabase database;

    @Test
    void eachMessageIsPublishedOnceAndThoseOfOneKeyInTheirOrder() throws Exception {
        // Given
        String published = broker.probe(Topology.BUDGETS, run + ".*");
        for (int i = 0; i < INSTANCES; i++) {
            others.add(PeriodicTask.start("outbox", Duration.ZERO, instances.another()::dispatch));
        }

        // When
        List<Future<?>> writers = new ArrayList<>();
        for (String key : keys()) {
            writers.add(threads.submit(() -> write(key)));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }

        // Then
        await().atMost(Broker.PATIENCE.multipliedBy(2))
                .until(() -> database.transact(SeveralInstancesTest::waiting) == 0);
        Map<String, List<String>> ids = broker.drain(published).stream()
                .collect(Collectors.groupingBy(
                        ReceivedMessage::routingKey,
                        Collectors.mapping(SeveralInstancesTest::id, Collectors.toList())));
        assertThat(ids).hasSize(KEYS);
        assertThat(ids).allSatisfy((key, inOrder) -> assertThat(inOrder).containsExactlyElementsOf(idsOf(key)));
    }

    @AfterEach
    void end() {
        others.forEach(PeriodicTask::close);
        threads.close();
    }

    /** Each in a transaction of its own. */
    private void write(String key) {
        for (String id : idsOf(key)) {
            database.transact(connection -> {
                outbox.add(connection, List.of(new OutboxMessage(Topology.BUDGETS, key, message(id))));
                return null;
            });
        }
    }

    private List<String> keys() {
        return IntStream.range(0, KEYS).mapToObj(i -> run + "." + i).toList();
    }

    private static List<String> idsOf(String key) {
        return IntStream.range(0, MESSAGES).mapToObj(i -> key + "-" + i).toList();
    }

    private static CloudEvent message(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/warren/cost-ledger"))
                .withType("test.said")
                .build();
    }

    private static String id(ReceivedMessage message) {
        return message.properties().getMessageId();
    }

    private static long waiting(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select count(*) from outbox")) {
            row.next();
            return row.getLong(1);
        }
    }
}
