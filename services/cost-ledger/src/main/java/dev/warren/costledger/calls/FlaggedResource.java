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
            summary = "Calls whose usage could not be taken as it was reported, the oldest first",
            description = "Counts that do not fit together, tiers without a price of their own and the like; the flags"
                    + " say which. They are booked all the same.")
    @APIResponse(responseCode = "200", description = "One page; the Link header has the next one")
    @APIResponse(responseCode = "400", description = "The question has faults, each named with its parameter")
    public RestResponse<Unpriced> flagged(@BeanParam CallsParameters parameters, @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        Question question = parameters.read(faults);
        faults.refuse();
        return UnpricedResource.page(calls.flagged(question), question.page(), request);
    }
}
