package dev.warren.modelchain.budget;

/** Sets money aside for calls before they are made. A call that no budget limits costs nothing here. Thread-safe. */
public interface HoldRequester {

    /**
     * Sets money aside, or says at once why not. The hold is to be closed. May be called again for the same expense.
     *
     * @throws dev.warren.modelchain.ending.BudgetBusyException if it may be there in a moment
     * @throws dev.warren.modelchain.ending.OverBudgetException if the budget does not allow the call
     * @throws dev.warren.modelchain.ending.TooLargeForBudgetException if it never will
     */
    HoldHandle hold(PlannedCall plannedCall);

    /**
     * As {@link #hold}, and waits a moment for money that is reserved for others, and for an answer.
     *
     * @throws dev.warren.modelchain.ending.OverBudgetException if the budget does not allow the call, or not soon
     * @throws dev.warren.modelchain.ending.TooLargeForBudgetException if it never will
     * @throws dev.warren.modelchain.ending.HoldUndecidedException if nobody says whether it does
     */
    HoldHandle awaitHold(PlannedCall plannedCall);
}
