package dev.warren.modelchain.ending;

/** The budget is busy: money is reserved for other calls; wait briefly. */
public final class BudgetBusyException extends NoHoldException {

    private final NoHoldException inVain;

    /** @param inVain what it comes to if waiting does not help */
    public BudgetBusyException(NoHoldException inVain) {
        super(inVain.getMessage());
        this.inVain = inVain;
    }

    /** What it comes to if waiting does not help. */
    public NoHoldException inVain() {
        return inVain;
    }
}
