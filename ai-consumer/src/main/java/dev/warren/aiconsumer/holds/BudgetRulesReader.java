package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.PeriodicTask;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.BudgetRules;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Reads the stream of rules from its last message on, for as long as the service runs, and keeps the book. That it
 * gives nothing means nothing: a broker may take its time, and what there is to know is only known from a message.
 */
@ApplicationScoped
class BudgetRulesReader {

    private static final Logger LOG = Logger.getLogger(BudgetRulesReader.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PREFETCH = 16;

    private final LedgerConnection connection;
    private final CurrentBudgetRules budgetRules;
    private final HoldsConfig config;
    private volatile PeriodicTask periodicTask;

    BudgetRulesReader(LedgerConnection connection, CurrentBudgetRules budgetRules, HoldsConfig config) {
        this.connection = connection;
        this.budgetRules = budgetRules;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        if (!config.enabled()) {
            budgetRules.staysEmpty();
            return;
        }
        periodicTask = PeriodicTask.start("budget-rules", PAUSE, this::read);
    }

    /** Reads until the channel is closed. */
    private void read() {
        try {
            Channel channel = connection.channel();
            try {
                read(channel);
            } finally {
                channel.abort();
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debugf("budget rules not read, retrying cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Channel channel) throws IOException, InterruptedException {
        BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();
        channel.addShutdownListener(cause -> arrived.add(Optional.empty()));
        channel.basicQos(PREFETCH);
        channel.basicConsume(
                config.rules(),
                false,
                Map.of("x-stream-offset", "last"),
                (tag, delivery) -> arrived.add(Optional.of(delivery)),
                tag -> arrived.add(Optional.empty()));
        for (Optional<Delivery> next = arrived.take(); next.isPresent(); next = arrived.take()) {
            write(next.get());
            channel.basicAck(next.get().getEnvelope().getDeliveryTag(), false);
        }
    }

    private void write(Delivery message) {
        try {
            budgetRules.write(
                    HardBudgetRules.of(ContractCodec.data(PooledJson.read(message.getBody()), BudgetRules.class)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "unreadable budget rules, keeping the previous ones");
        }
    }

    @PreDestroy
    void close() {
        if (periodicTask != null) {
            periodicTask.close();
        }
    }
}
