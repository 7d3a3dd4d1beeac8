package dev.warren.aiconsumer.holds;

import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.deadletters.held.HeldQueue;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** The connection over which a consumer hears of budgets and asks for money. Thread-safe. */
@ApplicationScoped
class LedgerConnection {

    private final BrokerConnection connection;

    LedgerConnection(BrokerConnector brokerConnector) {
        this.connection = new BrokerConnection(brokerConnector, "holds");
    }

    /** How many messages wait in the held queue. */
    long count(HeldQueue queue) throws IOException {
        return queue.count(connection);
    }

    BrokerConnection broker() {
        return connection;
    }

    /** Reads a stream over it. */
    StreamReader read(String stream, StreamOffset from, int prefetch) throws IOException {
        return StreamReader.open(connection, stream, from, prefetch);
    }

    @PreDestroy
    void close() {
        connection.close();
    }
}
