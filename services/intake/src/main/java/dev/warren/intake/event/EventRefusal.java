package dev.warren.intake.event;

import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import java.util.Locale;

/** Why a message is not accepted. All of them are final: the same message is never accepted. */
public enum EventRefusal {
    /** An event that breaks rules, or a body that cannot be read as one. */
    INVALID_EVENT(ProblemType.INVALID_EVENT),
    /** More bytes or more events than the configuration allows. */
    TOO_LARGE(ProblemType.TOO_LARGE),
    /** A request that is not a CloudEvent in any mode of the HTTP binding. */
    UNSUPPORTED_MEDIA_TYPE(ProblemType.UNSUPPORTED_MEDIA_TYPE),
    /** A body in an unknown content encoding. */
    UNSUPPORTED_ENCODING(ProblemType.UNSUPPORTED_ENCODING),
    /** An AMQP message that is not a CloudEvent and that no mapping is for. */
    UNMAPPED(ProblemType.INVALID_EVENT);

    private final ProblemType type;

    EventRefusal(ProblemType type) {
        this.type = type;
    }

    /** A stable code for dead letters and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem over HTTP. */
    public ProblemType type() {
        return type;
    }

    /** The code of the fault where there is only one. */
    FaultCode faultCode() {
        return this == TOO_LARGE ? FaultCode.TOO_LONG : FaultCode.INVALID;
    }
}
