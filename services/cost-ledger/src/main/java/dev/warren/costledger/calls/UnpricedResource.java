package dev.warren.costledger.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.calls.CallsParameters.Question;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.ParameterFaults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/calls/unpriced}: the calls that are missing in every sum. */
@Path("/v1/calls/unpriced")
@RunOnVirtualThread
public class UnpricedResource {

    private static final String REASON = "reason";

    private final CallsQuery calls;

    UnpricedResource(CallsQuery calls) {
        this.calls = calls;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "Unpriced calls, oldest first; price them with POST /v1/prices/reprice")
    @APIResponse(responseCode = "200", description = "One page; the Link header has the next one")
    @APIResponse(responseCode = "400", description = "The query is invalid; every fault names its parameter")
    public RestResponse<Unpriced> unpriced(
            @BeanParam CallsParameters parameters,
            @QueryParam(REASON) @Parameter(description = "unknown-model or unknown-tokens") String reason,
            @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        Question question = parameters.read(faults);
        if (reason != null) {
            faults.text(REASON, reason, LedgerNameRules.LONGEST);
            question.columns().put("unpriced_reason", reason);
        }
        faults.refuse();
        return page(calls.unpriced(question), question.page(), request);
    }

    static RestResponse<Unpriced> page(Unpriced found, PageRequest page, UriInfo request) {
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
