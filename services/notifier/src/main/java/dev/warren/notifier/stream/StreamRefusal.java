package dev.warren.notifier.stream;

/** Why a client cannot be served now. Each is over after a while: the client comes back later, and loses nothing. */
enum StreamRefusal {
    /** All places of this instance are taken. */
    TOO_MANY_CLIENTS("too-many-clients", "This instance has reached its limit of clients."),
    /** The client's address has all the places that it may have. */
    TOO_MANY_OF_ADDRESS("too-many-clients-of-address", "Your address has reached its limit of streams."),
    /** Too many clients wait for their turn to read older messages. */
    TOO_MANY_REPLAYS("too-many-replays", "Too many clients are reading older messages."),
    /** The end of the log is not known yet, so there is no position to begin at. */
    STARTING("starting", "This instance has not caught up with the stream yet."),
    /** The instance is told to stop. */
    STOPPING("stopping", "This instance is stopping.");

    private static final String REMEDY = " Connect again later; with the position that you have, nothing is lost.";

    private final String code;
    private final String detail;

    StreamRefusal(String code, String detail) {
        this.code = code;
        this.detail = detail + REMEDY;
    }

    /** As programs read it. */
    String code() {
        return code;
    }

    /** As people read it. */
    String detail() {
        return detail;
    }
}
