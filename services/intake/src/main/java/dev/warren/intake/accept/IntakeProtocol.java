package dev.warren.intake.accept;

/** How events arrive. */
public enum IntakeProtocol {
    /** {@code POST /v1/events}. */
    HTTP("http"),
    /** The queue {@code intake.inbox}. */
    AMQP("amqp");

    private final String tag;

    IntakeProtocol(String tag) {
        this.tag = tag;
    }

    /** The word in metrics. */
    public String tag() {
        return tag;
    }
}
