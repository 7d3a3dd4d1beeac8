package dev.warren.amqp.outgoing;

/** Metadata of a message that is to travel alone, because it is suspected of ending what it travels over. */
public enum PublishSeparately {
    /** It does. */
    ALONE
}
