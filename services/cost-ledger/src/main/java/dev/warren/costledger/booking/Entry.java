package dev.warren.costledger.booking;

/**
 * What is booked: a call, an answer that was used again, or a correction of what was booked for one of them.
 *
 * @param usage what was used, or used again; of a correction, whose it is and when, with an id of its own and no tokens
 * @param charge what that costs; of a correction, by how much more or less than booked until now
 * @param corrects the call (or reuse) whose charge was wrong or unknown; null where this is no correction
 * @param resolves whether this correction gives an amount to what had none; such a charge is the whole amount
 */
public record Entry(Usage usage, Charge charge, String corrects, boolean resolves) {

    /** A call, or an answer that was used again. */
    Entry(Usage usage, Charge charge) {
        this(usage, charge, null, false);
    }

    /** Whether this changes what was booked, and nothing was used. */
    public boolean isCorrection() {
        return corrects != null;
    }
}
