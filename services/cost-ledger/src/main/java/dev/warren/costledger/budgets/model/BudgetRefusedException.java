package dev.warren.costledger.budgets.model;

/** Nothing was changed, for the given reason. */
public final class BudgetRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public BudgetRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What the caller has to do about it. */
    public Reason reason() {
        return reason;
    }

    /** Why nothing was changed. */
    public enum Reason {
        /** There is no budget of that name. */
        UNKNOWN,
        /** There is one already. */
        EXISTS,
        /** Somebody else changed it: read it again. */
        OUTDATED,
        /** The budget has no such account, or one has to be named. */
        NO_ACCOUNT,
        /** The currencies differ, or both are the same account. */
        MISMATCH,
        /** There is not as much left as was to be taken away. */
        NOT_ENOUGH
    }
}
