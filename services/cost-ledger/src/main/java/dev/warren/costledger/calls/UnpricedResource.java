package dev.warren.costledger.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/calls/unpriced}: the calls that are missing in every sum. */
@Path("/v1/calls/unpriced")
@RunOnVirtualThread
public class UnpricedResource {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String FEATURE = "feature";
    private static final String REASON = "reason";
    private static final int LONGEST_NAME = 512;

    private final CallsQuery calls;

    UnpricedResource(CallsQuery calls) {
        this.calls = calls;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "Calls whose cost nobody knows, the oldest first; price them with POST /v1/prices/reprice")
    @APIResponse(responseCode = "200", description = "One page; the Link header has the next one")
    @APIResponse(responseCode = "400", description = "The question has faults, each named with its parameter")
    public RestResponse<Unpriced> unpriced(
            @QueryParam(FROM) @Parameter(description = "First moment: a date in UTC or a time", example = "2026-11-01")
                    String from,
            @QueryParam(TO) @Parameter(description = "First moment after") String to,
            @QueryParam(PROVIDER) String provider,
            @QueryParam(MODEL) String model,
            @QueryParam(FEATURE) String feature,
            @QueryParam(REASON) @Parameter(description = "unknown-model or unknown-tokens") String reason,
            @QueryParam(Page.LIMIT) String limit,
            @QueryParam(Page.OFFSET) String offset,
            @Context UriInfo request) {
        Faults faults = new Faults();
        Instant first = faults.read(FROM, from, Moment::of).orElse(null);
        Instant end = faults.read(TO, to, Moment::of).orElse(null);
        Map<String, String> names = new HashMap<>();
        names.put("provider", provider);
        names.put("model", model);
        names.put("feature", feature);
        names.put("unpriced_reason", reason);
        names.values().removeIf(name -> name == null);
        names.forEach((column, name) -> faults.text(column, name, LONGEST_NAME));
        Page page = Page.of(limit, offset, faults);
        faults.refuse();
        Unpriced found = calls.unpriced(first, end, names, page);
        ResponseBuilder<Unpriced> response = ResponseBuilder.ok(found);
        page.next(request, found.count()).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    /**
     * One page of calls.
     *
     * @param count how many there are on all pages
     */
    public record Unpriced(long count, List<UnpricedCall> calls) {}

    /**
     * A call.
     *
     * @param reason {@code unknown-model}: no price covers it; {@code unknown-tokens}: nobody knows what it used; null
     *     where it has an amount
     * @param providerCallId the provider's own id of the call; not there where it gave none
     * @param flags a word for each thing that could not be taken as it was said; not there where there is none
     */
    public record UnpricedCall(
            String callId,
            Instant calledAt,
            String reason,
            String provider,
            String model,
            String outcome,
            String feature,
            String user,
            String team,
            String source,
            String event,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            boolean tokensKnown,
            @JsonInclude(JsonInclude.Include.NON_NULL) String providerCallId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> flags) {}
}
