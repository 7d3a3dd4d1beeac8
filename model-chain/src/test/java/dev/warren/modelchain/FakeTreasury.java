package dev.warren.modelchain;

import dev.warren.modelchain.budget.Expense;
import dev.warren.modelchain.budget.Hold;
import dev.warren.modelchain.budget.NoHoldException;
import dev.warren.modelchain.budget.NotYetException;
import dev.warren.modelchain.budget.OverBudgetException;
import dev.warren.modelchain.budget.Treasury;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Grants whatever is asked for, unless a test says otherwise, and remembers it. */
@ApplicationScoped
public class FakeTreasury implements Treasury {

    static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");

    private final List<Expense> asked = new ArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> released = new ArrayList<>();
    private final Map<String, NoHoldException> refused = new ConcurrentHashMap<>();

    private boolean aged;

    synchronized void reset() {
        aged = false;
        asked.clear();
        begun.clear();
        released.clear();
        refused.clear();
    }

    /** From now on, no call to the provider is allowed. */
    void exhausts(String provider) {
        refuses(
                provider,
                new OverBudgetException("The budget is spent", Set.of("daily " + provider), Optional.of(UNTIL)));
    }

    /** From now on, money is not certain any more when the request is to be sent. */
    synchronized void ages() {
        aged = true;
    }

    void refuses(String provider, NoHoldException why) {
        refused.put(provider, why);
    }

    synchronized List<Expense> asked() {
        return List.copyOf(asked);
    }

    /** Calls whose request has gone out. */
    List<String> begun() {
        return begun;
    }

    /** Calls that were not made after all. */
    synchronized List<String> released() {
        return List.copyOf(released);
    }

    @Override
    public Hold hold(Expense expense) {
        return decide(expense, false);
    }

    @Override
    public Hold awaitHold(Expense expense) {
        return decide(expense, true);
    }

    private synchronized Hold decide(Expense expense, boolean patient) {
        asked.add(expense);
        NoHoldException why = refused.get(expense.provider());
        if (why != null && !(why instanceof NotYetException && patient)) {
            throw why;
        }
        return new Given(expense, !aged);
    }

    private final class Given implements Hold {

        private final Expense expense;
        private final boolean lasts;
        private boolean used;

        Given(Expense expense, boolean lasts) {
            this.expense = expense;
            this.lasts = lasts;
        }

        @Override
        public boolean lasts() {
            return lasts;
        }

        @Override
        public void begin() {
            begun.add(expense.callId());
        }

        @Override
        public void use() {
            used = true;
        }

        @Override
        public void close() {
            synchronized (FakeTreasury.this) {
                if (!used) {
                    released.add(expense.callId());
                }
            }
        }
    }
}
