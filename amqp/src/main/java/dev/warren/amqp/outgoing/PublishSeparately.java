package dev.warren.amqp.outgoing;

/** Metadata: publish this message over a separate connection, because it may make the broker close it. */
public enum PublishSeparately {
    /** It does. */
    ALONE
}
