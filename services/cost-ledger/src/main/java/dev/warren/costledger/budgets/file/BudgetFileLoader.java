package dev.warren.costledger.budgets.file;

import dev.warren.costledger.LedgerConfig;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Origin;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Brings the file of budgets into the ledger, before the first message is consumed. */
@ApplicationScoped
class BudgetFileLoader {

    private static final Logger LOG = Logger.getLogger(BudgetFileLoader.class);
    private static final String WHO = "file";

    /** Instances that start side by side come into each other's way, each budget once or twice. */
    private static final int ATTEMPTS = 5;

    private final LedgerConfig config;
    private final Budgets budgets;

    BudgetFileLoader(LedgerConfig config, Budgets budgets) {
        this.config = config;
        this.budgets = budgets;
    }

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent started)
            throws IOException {
        if (config.budgetsFile().isPresent()) {
            apply(config.budgetsFile().get());
        }
    }

    /**
     * Makes the file what counts: its budgets are created or changed, also those that somebody had made over HTTP, and
     * those that came from the file and are no longer in it are deleted. Applying the same file again changes nothing.
     */
    void apply(Path file) throws IOException {
        List<BudgetFileReader.Entry> entries = BudgetFileReader.read(file);
        for (BudgetFileReader.Entry entry : entries) {
            String why = entry.why() == null ? "as in " + file : entry.why();
            settle(() -> define(entry.budget(), new ChangeAuthor(WHO, why, null)));
        }
        Set<String> kept = entries.stream().map(entry -> entry.budget().name()).collect(Collectors.toSet());
        List<Budget> gone = budgets.list().stream()
                .filter(budget -> budget.origin() == Origin.FILE && !kept.contains(budget.name()))
                .toList();
        for (Budget budget : gone) {
            settle(() -> delete(budget.name(), new ChangeAuthor(WHO, "no longer in " + file, null)));
        }
        LOG.infof("budgets applied file=%s budgets=%d deleted=%d", file, entries.size(), gone.size());
    }

    private void define(Budget wanted, ChangeAuthor changeAuthor) {
        Optional<Budget> known = budgets.find(wanted.name());
        if (known.isEmpty()) {
            budgets.create(wanted, changeAuthor);
        } else if (!saysTheSame(known.get(), wanted)) {
            budgets.replace(wanted, known.get().version(), changeAuthor);
        }
    }

    private void delete(String name, ChangeAuthor changeAuthor) {
        budgets.find(name)
                .filter(budget -> budget.origin() == Origin.FILE)
                .ifPresent(budget -> budgets.delete(name, budget.version(), changeAuthor));
    }

    private static boolean saysTheSame(Budget known, Budget wanted) {
        return known.kind() == wanted.kind()
                && known.origin() == wanted.origin()
                && known.currency().equals(wanted.currency())
                && known.limit().compareTo(wanted.limit()) == 0
                && known.scope().equals(wanted.scope())
                && known.period().equals(wanted.period())
                && known.thresholds().equals(wanted.thresholds());
    }

    private static void settle(Runnable step) {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (BudgetRefusedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
