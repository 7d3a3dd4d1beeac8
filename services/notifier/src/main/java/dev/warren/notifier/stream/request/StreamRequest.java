package dev.warren.notifier.stream.request;

import dev.warren.http.problem.FaultCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The resume position of a stream request. */
public final class StreamRequest {

    /** The parameter that names a position. */
    public static final String PARAMETER = "lastEventId";

    private static final String HEADER = "Last-Event-ID";
    private static final List<String> PROBLEMS = List.of("application/problem+json", "application/json");

    private StreamRequest() {}

    /**
     * Where a client wants to go on; empty if it does not say, and {@link StreamPosition#NONE} if what it says is no
     * position. The header counts more than the parameter, which stays the same in the address when {@code EventSource}
     * reconnects.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if there are several positions; or none in what is said, and
     *     the client asks for problems
     */
    public static Optional<StreamPosition> position(HttpServerRequest request, StreamParameters streamParameters) {
        String header = request.getHeader(HEADER);
        Set<String> given = header == null || header.isBlank() ? streamParameters.all(PARAMETER) : Set.of(header);
        if (given.size() > 1) {
            throw StreamParameters.fault(
                    PARAMETER,
                    FaultCode.REPEATED,
                    "has several values; send the id of the last frame that you received");
        }
        Optional<StreamPosition> position = given.stream().findFirst().map(id -> StreamPosition.of(id.strip())
                .orElse(StreamPosition.NONE));
        if (position.filter(StreamPosition.NONE::equals).isPresent() && forProblem(request)) {
            throw StreamParameters.fault(
                    PARAMETER,
                    FaultCode.INVALID,
                    "is not a position; send the id of the last frame that you received, or leave it out");
        }
        return position;
    }

    /** Whether a client wants to have a status where it cannot be served, and no stream that says so. */
    public static boolean forProblem(HttpServerRequest request) {
        String accepted =
                String.join(",", request.headers().getAll(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
        return PROBLEMS.stream().anyMatch(accepted::contains) && !accepted.contains("text/event-stream");
    }
}
