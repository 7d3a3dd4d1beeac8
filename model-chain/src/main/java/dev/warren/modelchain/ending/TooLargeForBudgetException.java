package dev.warren.modelchain.ending;

/** The call may cost more than a budget ever has: waiting is of no use. A larger limit or a shorter text is. */
public final class TooLargeForBudgetException extends NoHoldException {

    /** @param message a sentence for a person that names the budget, its limit and the most that the call may cost */
    public TooLargeForBudgetException(String message) {
        super(message);
    }
}
