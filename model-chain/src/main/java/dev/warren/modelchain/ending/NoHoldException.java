package dev.warren.modelchain.ending;

/** A call was not made because no hold was granted. Says nothing about the provider. No stack trace. */
public abstract sealed class NoHoldException extends RuntimeException
        permits BudgetBusyException, OverBudgetException, TooLargeForBudgetException, HoldUndecidedException {

    NoHoldException(String message) {
        super(message, null, false, false);
    }
}
