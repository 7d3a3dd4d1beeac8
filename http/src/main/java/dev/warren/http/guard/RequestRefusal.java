package dev.warren.http.guard;

import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** Why a request is refused before anybody asks who sent it. */
enum RequestRefusal {
    /** The address cannot be read in one way only. */
    MALFORMED_ADDRESS(
            ProblemType.MALFORMED_ADDRESS,
            "Send one Host header, and percent-encode the address as UTF-8, without NUL."),
    /** A proxy may have read it in another way. */
    REPEATED_HEADER(ProblemType.REPEATED_HEADER, "%s must be sent only once."),
    /** The service is not configured to have this name. */
    UNKNOWN_HOST(
            ProblemType.UNKNOWN_HOST,
            "The name in Host is not allowed. To allow it, add it to warren.http.allowed-hosts."),
    /** A web page of another origin sent it. */
    ORIGIN_NOT_ALLOWED(
            ProblemType.ORIGIN_NOT_ALLOWED,
            "This origin is not allowed. To allow it, add it to warren.http.allowed-origins."),
    /** The request would need no preflight, so that every web page could send it. */
    UNSUPPORTED_MEDIA_TYPE(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "A request that changes something needs Content-Type: application/json, or another type that the operation"
                    + " accepts, even without a body."),
    /** It has more bytes than any operation reads. */
    TOO_LARGE(ProblemType.TOO_LARGE, "The request body is too large."),
    /** Its client has as many connections as one may have; it is not answered. */
    TOO_MANY_CONNECTIONS(ProblemType.TOO_MANY_CONNECTIONS, "The client has too many connections."),
    /** It did not arrive in time. */
    REQUEST_TIMEOUT(ProblemType.REQUEST_TIMEOUT, "The body of the request did not arrive in time."),
    /** Its first line is longer than any that means something. */
    URI_TOO_LONG(ProblemType.URI_TOO_LONG, "The first line of the request is too long."),
    /** Its headers are larger than any that mean something. */
    HEADERS_TOO_LARGE(ProblemType.HEADERS_TOO_LARGE, "The headers of the request are too large together."),
    /** It cannot be read at all. */
    MALFORMED_HTTP(ProblemType.MALFORMED_HTTP, "The head of the request is not valid HTTP.");

    private final ProblemType type;
    private final String detail;

    RequestRefusal(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    /** The reason as a metric has it. */
    String code() {
        return type.code();
    }

    int status() {
        return type.status();
    }

    /** The value is what it was refused for. */
    HttpProblem problem(String value) {
        return type.problem(detail.formatted(value));
    }
}
