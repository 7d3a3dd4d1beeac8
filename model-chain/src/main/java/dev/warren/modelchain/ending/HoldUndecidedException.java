package dev.warren.modelchain.ending;

/** A hard budget limits the call, and the ledger did not decide on the hold in time; retry later. */
public final class HoldUndecidedException extends NoHoldException {

    public HoldUndecidedException() {
        super("The ledger has not decided on the hold");
    }
}
