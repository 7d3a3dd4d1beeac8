package dev.warren.intake.accept;

/** The broker did not confirm every event; sending all of them again is right. */
public final class NotConfirmedException extends RuntimeException {

    private final int confirmed;
    private final int total;

    NotConfirmedException(int confirmed, int total, Throwable cause) {
        super("confirmed " + confirmed + " of " + total + " events", cause);
        this.confirmed = confirmed;
        this.total = total;
    }

    /** How many were confirmed; whether the others arrived is unknown. */
    public int confirmed() {
        return confirmed;
    }

    /** How many there are. */
    public int total() {
        return total;
    }
}
