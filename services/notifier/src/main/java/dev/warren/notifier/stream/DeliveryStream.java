package dev.warren.notifier.stream;

import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.notifier.NotifierConfig;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The broker's stream of everything that is delivered. Thread-safe. */
@Singleton
class DeliveryStream {

    private static final int PREFETCH = 500;

    private final BrokerConnector brokerConnector;
    private final String name;

    DeliveryStream(BrokerConnector brokerConnector, NotifierConfig config) {
        this.brokerConnector = brokerConnector;
        this.name = config.stream().log();
    }

    /** A new connection, which opens when something is read and which the caller closes. */
    BrokerConnection connection(String purpose) {
        return new BrokerConnection(brokerConnector, purpose);
    }

    /** Reads from a position on. */
    StreamReader read(BrokerConnection connection, StreamOffset from) throws IOException {
        return StreamReader.open(connection, name, from, PREFETCH);
    }
}
