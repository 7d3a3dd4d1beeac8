package dev.warren.aiconsumer.holds;

import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** The connection over which a consumer hears of budgets and asks for money. Thread-safe. */
@ApplicationScoped
class LedgerConnection {

    private final BrokerConnection connection;

    LedgerConnection(BrokerConnector brokerConnector) {
        this.connection = new BrokerConnection(brokerConnector, "holds");
    }

    BrokerConnection broker() {
        return connection;
    }

    @PreDestroy
    void close() {
        connection.close();
    }
}
