package dev.warren.http.guard;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Locale;

/** Why a request is refused before anybody asks who sent it. */
enum RequestRefusal {
    /** The address cannot be read in one way only. */
    MALFORMED_ADDRESS(
            400,
            "The address cannot be read",
            "Send one Host header, and percent-encode the address as UTF-8, without NUL."),
    /** It can be read in more than one way, and who stands in front may have read it in another one. */
    REPEATED_HEADER(400, "A header is repeated", "The header %s must be sent only once."),
    /** Nobody said that the service has this name. */
    UNKNOWN_HOST(
            421, "Unknown host", "The name in Host is not allowed. To allow it, add it to warren.http.allowed-hosts."),
    /** A web page of somebody else asks. */
    FOREIGN_ORIGIN(
            403, "Foreign origin", "This origin is not allowed. To allow it, add it to warren.http.allowed-origins."),
    /** The request would need no preflight, so that every web page could send it. */
    NO_JSON(
            415,
            "No JSON",
            "A request that changes something needs Content-Type: application/json, or another type that the operation"
                    + " accepts, even without a body."),
    /** It says that it has more bytes than any operation reads. */
    TOO_LARGE_BODY(413, "Too large a body", "The request body is too large."),
    /** Its client has as many connections as one may have; it is not answered. */
    TOO_MANY_CONNECTIONS(503, "Too many connections", "The client has too many connections."),
    /** It did not come in time. */
    TOO_SLOW(408, "Too slow", "The body of the request did not arrive in time."),
    /** Its first line is longer than any that means something. */
    TOO_LONG_ADDRESS(414, "Too long an address", "The first line of the request is too long."),
    /** Its headers are larger than any that mean something. */
    TOO_LARGE_HEAD(431, "Too large a head", "The headers of the request are too large together."),
    /** It cannot be read at all. */
    NO_HTTP(400, "No HTTP", "The head of the request is not valid HTTP.");

    private final int status;
    private final String title;
    private final String detail;

    RequestRefusal(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** The reason as a metric has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int status() {
        return status;
    }

    /** The value is what it was refused for. */
    HttpProblem problem(String value) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail.formatted(value))
                .build();
    }
}
