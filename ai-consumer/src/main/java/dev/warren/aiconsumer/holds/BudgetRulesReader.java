package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.PeriodicTask;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.BudgetRules;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
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
        try (StreamReader reader =
                StreamReader.open(connection.broker(), config.rules(), StreamOffset.last(), PREFETCH)) {
            while (true) {
                write(reader.next());
            }
        } catch (IOException e) {
            LOG.debugf("budget rules not read, retrying cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
