package dev.warren.modelchain.ending;

/** A budget limits the call, and nobody says whether it allows it: try later. */
public final class HoldUndecidedException extends NoHoldException {

    public HoldUndecidedException() {
        super("The ledger does not say whether the budget allows the call");
    }
}
