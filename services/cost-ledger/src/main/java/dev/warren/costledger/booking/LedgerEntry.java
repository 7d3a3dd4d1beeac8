package dev.warren.costledger.booking;

/**
 * What is booked: a call, an answer that was used again, or a correction of what was booked for one of them.
 *
 * @param usage what was used, or used again; of a correction, whose it is and when, with an id of its own and the
 *     tokens by how many more or fewer were used than was known until then
 * @param charge what that costs; of a correction, by how much more or less than booked until now
 * @param corrects the call (or reuse) whose charge was wrong or unknown; null where this is no correction
 * @param resolves whether this correction gives an amount to what had none; such a charge is the whole amount
 * @param recounts whether this correction says what the call really used
 */
public record LedgerEntry(UsageRecord usage, Charge charge, String corrects, boolean resolves, boolean recounts) {

    /** A call, or an answer that was used again. */
    LedgerEntry(UsageRecord usage, Charge charge) {
        this(usage, charge, null, false, false);
    }

    /** Whether this changes what was booked, and no call was made. */
    public boolean isCorrection() {
        return corrects != null;
    }
}
