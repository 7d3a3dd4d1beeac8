package dev.warren.costledger.prices;

import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/prices/applied}: which of the prices counts for a call, so that nobody else has to know the rules. */
@Path("/v1/prices/applied")
@RunOnVirtualThread
public class AppliedPriceResource {

    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String TEAM = "team";
    private static final String TIER = "tier";

    private final Prices prices;
    private final KnownProviders providers;
    private final Clock clock;

    AppliedPriceResource(Prices prices, KnownProviders providers, Clock clock) {
        this.prices = prices;
        this.providers = providers;
        this.clock = clock;
    }

    /** The one that a call is booked with if it is made now. */
    @GET
    @Operation(summary = "The price at which a call is booked now")
    @APIResponse(responseCode = "200", description = "Per million tokens")
    @APIResponse(responseCode = "400", description = "Provider or model is missing")
    @APIResponse(responseCode = "404", description = "No price covers the call; it would be booked as unpriced")
    public PricesResource.Row applied(
            @QueryParam(PROVIDER) String provider,
            @QueryParam(MODEL) String model,
            @QueryParam(TEAM)
                    @Parameter(description = "The team that the call is for; without it, the price for all teams")
                    String team,
            @QueryParam(TIER) @Parameter(description = "The service tier; the standard one unless given") String tier) {
        ParameterFaults faults = new ParameterFaults();
        faults.require(PROVIDER, provider);
        faults.require(MODEL, model);
        faults.refuse();
        return prices.book()
                .find(provider, model, team, tier, clock.instant())
                .map(PricesResource.Row::of)
                .orElseThrow(() -> none(provider, model));
    }

    private HttpProblem none(String provider, String model) {
        return ProblemType.UNPRICED.problem(
                "No price covers model %s of provider %s.".formatted(model, provider) + providers.hint(provider));
    }
}
