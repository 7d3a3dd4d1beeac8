package dev.warren.costledger.calls;

import dev.warren.costledger.calls.UnpricedResource.Unpriced;
import dev.warren.costledger.http.Moment;
import dev.warren.costledger.http.Page;
import dev.warren.messaging.http.Faults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/calls/flagged}: the calls about which something could not be taken as it was said. */
@Path("/v1/calls/flagged")
@RunOnVirtualThread
public class FlaggedResource {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String FEATURE = "feature";
    private static final int LONGEST_NAME = 512;

    private final CallsQuery calls;

    FlaggedResource(CallsQuery calls) {
        this.calls = calls;
    }

    /** One page of them. */
    @GET
    @Operation(
            summary = "Calls whose usage could not be taken as it was reported, the oldest first",
            description = "Counts that do not fit together, tiers without a price of their own and the like; the flags"
                    + " say which. They are booked all the same.")
    @APIResponse(responseCode = "200", description = "One page; the Link header has the next one")
    @APIResponse(responseCode = "400", description = "The question has faults, each named with its parameter")
    public RestResponse<Unpriced> flagged(
            @QueryParam(FROM) @Parameter(description = "First moment: a date in UTC or a time", example = "2026-11-01")
                    String from,
            @QueryParam(TO) @Parameter(description = "First moment after") String to,
            @QueryParam(PROVIDER) String provider,
            @QueryParam(MODEL) String model,
            @QueryParam(FEATURE) String feature,
            @QueryParam(Page.LIMIT) String limit,
            @QueryParam(Page.OFFSET) String offset,
            @Context UriInfo request) {
        Faults faults = new Faults();
        Instant first = faults.read(FROM, from, Moment::of).orElse(null);
        Instant end = faults.read(TO, to, Moment::of).orElse(null);
        Map<String, String> names = new HashMap<>();
        names.put(PROVIDER, provider);
        names.put(MODEL, model);
        names.put(FEATURE, feature);
        names.values().removeIf(name -> name == null);
        names.forEach((column, name) -> faults.text(column, name, LONGEST_NAME));
        Page page = Page.of(limit, offset, faults);
        faults.refuse();
        Unpriced found = calls.flagged(first, end, names, page);
        ResponseBuilder<Unpriced> response = ResponseBuilder.ok(found);
        page.next(request, found.count()).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }
}
