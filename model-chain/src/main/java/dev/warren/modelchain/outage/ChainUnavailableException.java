package dev.warren.modelchain.outage;

/** Nobody in the chain answered this one, and somebody may do so later. */
public final class ChainUnavailableException extends RuntimeException {

    /** What was found out. */
    public enum Finding {
        /** Somebody was asked, in vain: it may be an outage. */
        ASKED,
        /** Nobody was asked, as all of them are known to be down: it is an outage. */
        KNOWN,
        /** Somebody would answer, but there is no room for another call now: it is none. */
        BUSY
    }

    private final Finding finding;

    /** @param message a sentence for a person, without payload */
    public ChainUnavailableException(Finding finding, String message) {
        super(message);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
