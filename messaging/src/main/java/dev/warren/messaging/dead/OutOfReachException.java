package dev.warren.messaging.dead;

/** The letters cannot be read or sent now; what was not answered for is where it was. Trying again is right. */
final class OutOfReachException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param reason a sentence for a person
     */
    OutOfReachException(String reason) {
        super(reason);
    }

    /** As {@link #OutOfReachException(String)}, with what caused it. */
    OutOfReachException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
