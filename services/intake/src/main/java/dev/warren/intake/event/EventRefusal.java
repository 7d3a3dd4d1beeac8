package dev.warren.intake.event;

/** Why a message is not let in. All of them are final: the same message will never be. */
public enum EventRefusal {
    /** An event that breaks rules, or what should be one and cannot be read. */
    INVALID_EVENT("invalid-event", "The event is not valid"),
    /** More bytes or more events than the configuration allows. */
    TOO_LARGE("too-large", "The request is too large"),
    /** A request that is no CloudEvent in any mode of the HTTP binding. */
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The media type is not supported"),
    /** A body that is packed in a way that is not understood. */
    UNSUPPORTED_ENCODING("unsupported-encoding", "The content encoding is not supported"),
    /** An AMQP message that is no CloudEvent and that no mapping is for. */
    UNMAPPED("unmapped", "No mapping is configured for the message");

    private final String code;
    private final String title;

    EventRefusal(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** A stable word for programs: in problems, dead letters and metrics. */
    public String code() {
        return code;
    }

    /** A sentence for a person, the same for every message that is refused for this. */
    public String title() {
        return title;
    }
}
