package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.Channel;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
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

    @PreDestroy
    void close() {
        connection.close();
    }
}
