package dev.warren.modelchain.ending;

/** The money may be there in a moment: wait for it. */
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
