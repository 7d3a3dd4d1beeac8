package dev.warren.costledger.calls;

import dev.warren.costledger.calls.CallsParameters.Question;
import dev.warren.costledger.calls.UnpricedResource.Unpriced;
import dev.warren.http.ParameterFaults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /v1/calls/flagged}: the calls about which something could not be taken as it was said. */
@Path("/v1/calls/flagged")
@RunOnVirtualThread
public class FlaggedResource {

    private final CallsQuery calls;

    FlaggedResource(CallsQuery calls) {
        this.calls = calls;
    }

    /** One page of them. */
    @GET
    @Operation(
            summary = "Calls with inconsistent usage, oldest first",
            description = "Counts that contradict each other, tiers without a price and so on; the flags"
                    + " say which. The calls are booked nevertheless.")
    @APIResponse(responseCode = "200", description = "One page; the Link header has the next one")
    @APIResponse(responseCode = "400", description = "The query is invalid; every fault names its parameter")
    public RestResponse<Unpriced> flagged(@BeanParam CallsParameters parameters, @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        Question question = parameters.read(faults);
        faults.refuse();
        return UnpricedResource.page(calls.flagged(question), question.page(), request);
    }
}
