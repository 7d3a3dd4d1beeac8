package dev.warren.costledger.reconciliation;

/**
 * What the ledger knows of a day and a model.
 *
 * @param calls how many, the unpriced ones included
 * @param unpricedCalls how many are missing in the amount
 * @param figures tokens and amount
 */
record Booked(long calls, long unpricedCalls, Figures figures) {

    static final Booked NOTHING = new Booked(0, 0, Figures.NONE);

    Booked plus(Booked other) {
        return new Booked(calls + other.calls, unpricedCalls + other.unpricedCalls, figures.plus(other.figures));
    }
}
