package dev.warren.modelchain.budget;

/** Sets money aside for calls before they are made. A call that no budget limits costs nothing here. Thread-safe. */
public interface HoldRequester {

    /**
     * Sets money aside, or says at once why not. The hold is to be closed. May be called again for the same expense.
     *
     * @throws BudgetBusyException if it may be there in a moment
     * @throws OverBudgetException if the budget does not allow the call
     * @throws TooLargeForBudgetException if it never will
     */
    HoldHandle hold(PlannedCall plannedCall);

    /**
     * As {@link #hold}, and waits a moment for money that is set aside for others, and for an answer.
     *
     * @throws OverBudgetException if the budget does not allow the call, or not soon
     * @throws TooLargeForBudgetException if it never will
     * @throws HoldUndecidedException if nobody says whether it does
     */
    HoldHandle awaitHold(PlannedCall plannedCall);
}
