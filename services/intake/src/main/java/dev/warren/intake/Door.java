package dev.warren.intake;

/** The ways in. */
public enum Door {
    /** {@code POST /v1/events}. */
    HTTP("http"),
    /** The queue {@code intake.inbox}. */
    AMQP("amqp");

    private final String tag;

    Door(String tag) {
        this.tag = tag;
    }

    /** The word in metrics. */
    public String tag() {
        return tag;
    }
}
