package dev.warren.notifier.stream;

import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Where a client wants to go on. */
final class Position {

    private static final String HEADER = "Last-Event-ID";
    private static final String PARAMETER = "lastEventId";

    /** Fits into a long, as every offset does. */
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

    private Position() {}

    /**
     * The offset behind the one that the client has seen last; empty if it does not say. The header counts more than
     * the parameter, which stays the same in the address when {@code EventSource} reconnects.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if what it says is no offset
     */
    static OptionalLong next(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        String value = header == null || header.isBlank() ? request.getParam(PARAMETER) : header;
        if (value == null || value.isBlank()) {
            return OptionalLong.empty();
        }
        if (!OFFSET.matcher(value.strip()).matches()) {
            throw BadRequest.because(
                    "lastEventId is no position. Send the id of the last frame that you got, or none.");
        }
        return OptionalLong.of(Long.parseLong(value.strip()) + 1);
    }
}
