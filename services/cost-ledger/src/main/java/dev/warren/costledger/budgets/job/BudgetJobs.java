package dev.warren.costledger.budgets.job;

import dev.warren.amqp.PeriodicTask;
import dev.warren.costledger.budgets.hold.HoldMetrics;
import dev.warren.costledger.budgets.hold.HoldService;
import dev.warren.costledger.budgets.store.AccountReevaluator;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs the periodic budget jobs. They run in every instance; row locks keep instances from doing the same work twice.
 */
@ApplicationScoped
class BudgetJobs {

    private static final Logger LOG = Logger.getLogger(BudgetJobs.class);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);

    private final ServiceDatabase database;
    private final HoldService holdService;
    private final AccountReevaluator accountReevaluator;
    private final BudgetCleanup budgetCleanup;
    private final BudgetRulesPublisher publisher;
    private final HoldMetrics metrics;
    private volatile List<PeriodicTask> tasks = List.of();

    BudgetJobs(
            ServiceDatabase database,
            HoldService holdService,
            AccountReevaluator accountReevaluator,
            BudgetCleanup budgetCleanup,
            BudgetRulesPublisher publisher,
            HoldMetrics metrics) {
        this.database = database;
        this.holdService = holdService;
        this.accountReevaluator = accountReevaluator;
        this.budgetCleanup = budgetCleanup;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    void onStart(@Observes StartupEvent event) {
        tasks = List.of(
                PeriodicTask.start("budget-holds", SOON, () -> attempt(this::expire)),
                PeriodicTask.start("budget-states", SOON, () -> attempt(this::review)),
                PeriodicTask.start("budget-rules", SOON, () -> attempt(publisher::publish)),
                PeriodicTask.start("budget-cleanup", NOW_AND_THEN, () -> attempt(this::clear)));
    }

    void onStop(@Observes ShutdownEvent event) {
        tasks.forEach(PeriodicTask::close);
    }

    private void expire() {
        for (int ended = database.transact(holdService::expire);
                ended > 0;
                ended = database.transact(holdService::expire)) {
            metrics.expired(ended);
            LOG.infof("holds expired count=%d", ended);
        }
    }

    private void review() {
        database.transact(accountReevaluator::endIncreases);
        while (database.transact(accountReevaluator::judgeChanged)) {
            LOG.debug("accounts of changed budgets re-evaluated");
        }
        for (long last = 0; last >= 0; ) {
            long after = last;
            last = database.transact(connection -> accountReevaluator.review(connection, after));
        }
    }

    private void clear() {
        while (database.transact(budgetCleanup::clear) > 0) {
            LOG.debug("more rows to delete");
        }
        while (database.transact(budgetCleanup::clearAccounts) > 0) {
            LOG.debug("there may be more accounts to clear");
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (NotWrittenException e) {
            LOG.debugf("budget jobs failed, retrying later cause=%s", e.getCause());
        }
    }
}
