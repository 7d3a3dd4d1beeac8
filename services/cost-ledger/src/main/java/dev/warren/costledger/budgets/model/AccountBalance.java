package dev.warren.costledger.budgets.model;

import dev.warren.contracts.v1.BudgetState.State;
import java.math.BigDecimal;
import java.time.Instant;

/** The balance of an account in one period, updated while decisions are made. Used by one thread. */
public final class AccountBalance {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BudgetAccount account;
    private final Instant at;
    private final BigDecimal limit;
    private final BigDecimal whole;
    private final BigDecimal spent;
    private final BigDecimal assumed;
    private BigDecimal held;
    private BigDecimal refused;

    /** @param lasting the limit without increases that end */
    public AccountBalance(
            BudgetAccount account,
            Instant at,
            BigDecimal limit,
            BigDecimal lasting,
            BigDecimal spent,
            BigDecimal assumed,
            BigDecimal held) {
        this.account = account;
        this.at = at;
        this.limit = limit;
        this.whole = limit.max(lasting);
        this.spent = spent;
        this.assumed = assumed;
        this.held = held;
        this.refused = account.refused();
    }

    public BudgetAccount account() {
        return account;
    }

    public Budget budget() {
        return account.budget();
    }

    public BigDecimal limit() {
        return limit;
    }

    /** The upper bound, as far as known. */
    public BigDecimal whole() {
        return whole;
    }

    public BigDecimal spent() {
        return spent;
    }

    /**
     * Whether there is never room for a bound, even with nothing spent. A budget of nothing at all is a stop, for
     * whoever lifts it: what meets it waits.
     */
    public boolean isTooLarge(BigDecimal bound) {
        return whole.signum() > 0 && bound.compareTo(whole) > 0;
    }

    /** Whether there is room for a bound beside everything else. */
    public boolean fits(BigDecimal bound) {
        return used().add(held).add(bound).compareTo(limit) <= 0;
    }

    /** Whether there would be room for a bound if all other calls under way cost nothing. */
    public boolean mayFit(BigDecimal bound) {
        return used().add(bound).compareTo(limit) <= 0;
    }

    public void hold(BigDecimal bound) {
        held = held.add(bound);
    }

    /** Remembers that there was no room. */
    public void refuse(BigDecimal bound) {
        refused = refused == null ? bound : refused.min(bound);
    }

    /** The smallest bound for which there is no room; null while there is, or where there never will be. */
    public BigDecimal refused() {
        return refused == null || mayFit(refused) || isTooLarge(refused) ? null : refused;
    }

    public State state() {
        if (refused() != null || used().compareTo(limit) >= 0) {
            return State.EXHAUSTED;
        }
        return isWarning() ? State.WARNING : State.OK;
    }

    /** Whether what the database says of the account is no longer so. */
    public boolean isNews() {
        return state() != account.state() || !isSame(refused(), account.refused());
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    public AccountStatus standing() {
        BudgetPeriod period = budget().period();
        return new AccountStatus(
                account.id(),
                budget(),
                account.scope(),
                limit,
                spent,
                assumed,
                held,
                refused(),
                state(),
                period.start(at),
                period.end(at));
    }

    private boolean isWarning() {
        return budget().thresholds().stream()
                .filter(threshold -> threshold < HUNDRED.intValue())
                .anyMatch(threshold ->
                        used().multiply(HUNDRED).compareTo(limit.multiply(BigDecimal.valueOf(threshold))) >= 0);
    }

    private BigDecimal used() {
        return spent.add(assumed);
    }
}
