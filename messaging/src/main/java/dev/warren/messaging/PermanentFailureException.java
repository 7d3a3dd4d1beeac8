package dev.warren.messaging;

import java.util.Set;

/** Thrown by a handler: the message will never succeed. It goes to the dead letters at once, with code and reason. */
public final class PermanentFailureException extends RuntimeException {

    private final String code;
    private final Set<String> pending;

    /**
     * Gives the message up.
     *
     * @param code a stable word for programs
     * @param reason a sentence for a person, without payload
     */
    public PermanentFailureException(String code, String reason) {
        super(reason);
        this.code = code;
        this.pending = Set.of();
    }

    /** As {@link #PermanentFailureException(String, String)}, with what caused it. */
    public PermanentFailureException(String code, String reason, Throwable cause) {
        this(code, reason, Set.of(), cause);
    }

    /**
     * As {@link #PermanentFailureException(String, String)}, where a part of the work was done.
     *
     * @param pending names of what failed, which the dead letter keeps so that a replay does that alone; empty means
     *     what the delivery was about
     */
    public PermanentFailureException(String code, String reason, Set<String> pending, Throwable cause) {
        super(reason, cause);
        this.code = code;
        this.pending = Set.copyOf(pending);
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }

    /** Names of what failed; empty means what the delivery was about. */
    public Set<String> pending() {
        return pending;
    }
}
