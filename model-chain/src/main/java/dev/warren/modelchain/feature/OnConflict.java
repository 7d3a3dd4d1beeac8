package dev.warren.modelchain.feature;

/** What becomes of an event that is published again with other content, after an answer to the earlier content. */
public enum OnConflict {
    /** The earlier answer stands. It is told again, marked with what it is in conflict with; nobody is asked. */
    KEEP,
    /** It is worked on as another revision of the event, with results of its own; each content is paid for once. */
    NEW_REVISION
}
