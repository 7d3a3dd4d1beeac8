package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.Channel;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
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

    /** A new channel, over a connection that is opened where there is none. */
    Channel channel() throws IOException {
        return connection.channel();
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
