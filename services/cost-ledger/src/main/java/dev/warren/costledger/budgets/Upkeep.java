package dev.warren.costledger.budgets;

import dev.warren.messaging.amqp.Caretaker;
import dev.warren.messaging.database.Database;
import dev.warren.messaging.database.NotWrittenException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Does what is to be done when time has passed. Every instance does; what one has in hand, others leave alone. */
@ApplicationScoped
class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);

    private final Database database;
    private final Treasury treasury;
    private final Reviewer reviewer;
    private final Attic attic;
    private final RulesPublisher publisher;
    private final HoldMetrics metrics;
    private volatile List<Caretaker> caretakers = List.of();

    Upkeep(
            Database database,
            Treasury treasury,
            Reviewer reviewer,
            Attic attic,
            RulesPublisher publisher,
            HoldMetrics metrics) {
        this.database = database;
        this.treasury = treasury;
        this.reviewer = reviewer;
        this.attic = attic;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    void onStart(@Observes StartupEvent event) {
        caretakers = List.of(
                Caretaker.start("budget-holds", SOON, () -> attempt(this::expire)),
                Caretaker.start("budget-states", SOON, () -> attempt(this::review)),
                Caretaker.start("budget-rules", SOON, () -> attempt(publisher::publish)),
                Caretaker.start("budget-attic", NOW_AND_THEN, () -> attempt(this::clear)));
    }

    void onStop(@Observes ShutdownEvent event) {
        caretakers.forEach(Caretaker::close);
    }

    private void expire() {
        for (int ended = database.transact(treasury::expire); ended > 0; ended = database.transact(treasury::expire)) {
            metrics.expired(ended);
            LOG.infof("holds expired count=%d", ended);
        }
    }

    private void review() {
        database.transact(reviewer::endIncreases);
        while (database.transact(reviewer::judgeChanged)) {
            LOG.debug("accounts of changed budgets are judged");
        }
        for (long last = 0; last >= 0; ) {
            long after = last;
            last = database.transact(connection -> reviewer.review(connection, after));
        }
    }

    private void clear() {
        while (database.transact(attic::clear) > 0) {
            LOG.debug("there is more to clear");
        }
        while (database.transact(attic::clearAccounts) > 0) {
            LOG.debug("there may be more accounts to clear");
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (NotWrittenException e) {
            LOG.debugf("upkeep put off cause=%s", e.getCause());
        }
    }
}
