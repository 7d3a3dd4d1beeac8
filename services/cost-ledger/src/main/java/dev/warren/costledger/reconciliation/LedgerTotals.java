package dev.warren.costledger.reconciliation;

/**
 * What the ledger knows of a day and a model.
 *
 * @param calls how many, the unpriced ones included
 * @param unpricedCalls how many are missing in the amount
 * @param figures tokens and amount
 */
record LedgerTotals(long calls, long unpricedCalls, UsageTotals figures) {

    static final LedgerTotals NOTHING = new LedgerTotals(0, 0, UsageTotals.NONE);

    LedgerTotals plus(LedgerTotals other) {
        return new LedgerTotals(calls + other.calls, unpricedCalls + other.unpricedCalls, figures.plus(other.figures));
    }
}
