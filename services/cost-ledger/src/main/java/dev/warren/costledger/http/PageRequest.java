package dev.warren.costledger.http;

import dev.warren.http.ParameterFaults;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/**
 * The part of an answer that is wanted.
 *
 * @param limit how many rows at most
 * @param offset how many rows to leave out before
 */
public record PageRequest(int limit, int offset) {

    /** Query parameter: how many rows at most. */
    public static final String LIMIT = "limit";

    /** Query parameter: how many rows to leave out before. */
    public static final String OFFSET = "offset";

    /** How many rows there are where nobody says. */
    public static final int DEFAULT_LIMIT = 1_000;

    /** How many rows there are at most. */
    public static final int MAX_LIMIT = 10_000;

    /** Reads both parameters, either of which may be null. */
    public static PageRequest of(String limit, String offset, ParameterFaults faults) {
        return new PageRequest(
                faults.number(LIMIT, limit, 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
                faults.number(OFFSET, offset, 0, Integer.MAX_VALUE).orElse(0));
    }

    /** The {@code Link} (RFC 8288) to the next page, empty on the last one. */
    public Optional<Link> next(UriInfo request, long rowsInAll) {
        long next = (long) offset + limit;
        return next >= rowsInAll
                ? Optional.empty()
                : Optional.of(Link.fromUriBuilder(request.getRequestUriBuilder().replaceQueryParam(OFFSET, next))
                        .rel("next")
                        .build());
    }
}
