package dev.warren.http.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Every kind of problem that a service answers with. The type of a problem is {@code urn:warren:problem:} and the code;
 * codes are never renamed. {@code docs/problems.md} lists them with what to do.
 */
public enum ProblemType {
    /** A query parameter is wrong; faults name each. */
    INVALID_QUERY(400, "The query is invalid"),
    /** The body or a header is wrong; faults name each, unless the body cannot be read at all. */
    INVALID_REQUEST(400, "The request is invalid"),
    /** An event breaks a rule; faults name each. */
    INVALID_EVENT(400, "The event is invalid"),
    /** The head of the request is not HTTP. */
    MALFORMED_HTTP(400, "The request is not valid HTTP"),
    /** The request target or Host cannot be read in one way only. */
    MALFORMED_ADDRESS(400, "The address is malformed"),
    /** A header that may be sent once is there more often. */
    REPEATED_HEADER(400, "A header is repeated"),
    /** The connection ended within the body. */
    INCOMPLETE_BODY(400, "The body is incomplete"),
    /** The caller did not authenticate. */
    UNAUTHENTICATED(401, "Authentication is required"),
    /** The caller may not do this. */
    FORBIDDEN(403, "The request is forbidden"),
    /** A web page of another origin sent the request. */
    ORIGIN_NOT_ALLOWED(403, "The origin is not allowed"),
    /** There is no operation at this address. */
    NOT_FOUND(404, "There is nothing at this address"),
    /** No event has this id and source, or not yet. */
    UNKNOWN_EVENT(404, "The event is unknown"),
    /** No dead letter has this key (any more). */
    UNKNOWN_DEAD_LETTER(404, "The dead letter is unknown"),
    /** No replay has this name. */
    UNKNOWN_REPLAY(404, "The replay is unknown"),
    /** No provider has this name. */
    UNKNOWN_PROVIDER(404, "The provider is unknown"),
    /** No budget has this name. */
    UNKNOWN_BUDGET(404, "The budget is unknown"),
    /** No alert has this id. */
    UNKNOWN_ALERT(404, "The alert is unknown"),
    /** No price import, or imported price in force, has this id. */
    UNKNOWN_IMPORT(404, "The import is unknown"),
    /** No price covers the calls. */
    UNPRICED(404, "There is no price"),
    /** The address exists, without this method. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed"),
    /** The operation cannot answer in a media type of the header Accept. */
    NOT_ACCEPTABLE(406, "No accepted media type is available"),
    /** The body did not arrive in time. */
    REQUEST_TIMEOUT(408, "The request took too long"),
    /** Several sources have published an event with this id; {@code sources} lists them. */
    AMBIGUOUS_EVENT(409, "The event id is ambiguous"),
    /** Another replay has this name. */
    REPLAY_EXISTS(409, "The name belongs to another replay"),
    /** The replay ended before it could be aborted; {@code state} says how. */
    REPLAY_ENDED(409, "The replay has ended"),
    /** The budget is defined in the budgets file. */
    BUDGET_IN_FILE(409, "The budget is defined in the budgets file"),
    /** Nothing can be transferred between these budgets. */
    INCOMPATIBLE_BUDGETS(409, "The budgets are incompatible"),
    /** The budget has less left than is to be transferred. */
    BUDGET_TOO_SMALL(409, "The budget does not have that much left"),
    /** The Idempotency-Key was used for another request. */
    IDEMPOTENCY_KEY_REUSED(409, "The Idempotency-Key was used before"),
    /** The import was taken back before, or cannot be. */
    IMPORT_TAKEN_BACK(409, "The import cannot be taken back"),
    /** If-None-Match: * was sent, and the budget exists. */
    BUDGET_EXISTS(412, "The budget exists already"),
    /** If-Match names an older version. */
    VERSION_CHANGED(412, "The version has changed"),
    /** The body, or the batch in it, is too large. */
    TOO_LARGE(413, "The request is too large"),
    /** The first line of the request is too long. */
    URI_TOO_LONG(414, "The address is too long"),
    /** The operation does not accept this Content-Type. */
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    /** The operation does not accept this Content-Encoding; {@code supported} lists those that it does. */
    UNSUPPORTED_ENCODING(415, "The content encoding is not supported"),
    /** The service does not answer to this name. */
    UNKNOWN_HOST(421, "The host is unknown"),
    /** Neither If-Match nor If-None-Match was sent. */
    VERSION_REQUIRED(428, "A version is required"),
    /** The headers are too large together. */
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    /** The service failed; its log has the cause. */
    INTERNAL_ERROR(500, "The service failed"),
    /** The requests in flight use all the memory that they may. */
    AT_CAPACITY(503, "The service is at capacity"),
    /** The client has as many connections as it may. Only counted: the connection is closed without an answer. */
    TOO_MANY_CONNECTIONS(503, "The client has too many connections"),
    /** The broker did not confirm in time what was published. */
    NOT_CONFIRMED(503, "The broker did not confirm"),
    /** The broker does not answer, or another request holds what is asked for. */
    BROKER_UNAVAILABLE(503, "The broker is unavailable"),
    /** The database does not answer. */
    DATABASE_UNAVAILABLE(503, "The database is unavailable"),
    /** No stream can be opened now; {@code reason} says why. */
    STREAM_UNAVAILABLE(503, "The stream is unavailable");

    private static final String PREFIX = "urn:warren:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The end of the type, and the reason in metrics and logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type. */
    public URI uri() {
        return URI.create(PREFIX + code());
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** A problem of this type; the detail says for a person what is wrong and what to do. */
    public HttpProblem problem(String detail) {
        return builder(detail).build();
    }

    /** A problem that names faults. */
    public HttpProblem problem(String detail, List<Fault> faults) {
        return builder(detail).with("faults", List.copyOf(faults)).build();
    }

    /** The same for problems with further members or headers. */
    public HttpProblem.Builder builder(String detail) {
        return HttpProblem.builder()
                .withType(uri())
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
    }
}
