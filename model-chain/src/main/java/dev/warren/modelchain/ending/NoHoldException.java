package dev.warren.modelchain.ending;

/** A call was not made, for want of money for it. Says nothing about the provider. No stack trace. */
public abstract sealed class NoHoldException extends RuntimeException
        permits BudgetBusyException, OverBudgetException, TooLargeForBudgetException, HoldUndecidedException {

    NoHoldException(String message) {
        super(message, null, false, false);
    }
}
