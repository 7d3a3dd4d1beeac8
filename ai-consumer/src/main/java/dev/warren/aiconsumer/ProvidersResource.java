package dev.warren.aiconsumer;

import dev.warren.http.problem.ProblemType;
import dev.warren.modelchain.ProviderTester;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.provider.endpoint.ProvidersByName;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/providers}: how those are doing that this service asks, and whether they can be asked at all. */
@Path("/v1/providers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProvidersResource {

    private final String service;
    private final ProvidersByName providers;
    private final ProviderTester tests;
    private final MessageSink messageSink;

    ProvidersResource(
            @ConfigProperty(name = "quarkus.application.name") String service,
            ProvidersByName providers,
            ProviderTester tests,
            MessageSink messageSink) {
        this.service = service;
        this.providers = providers;
        this.tests = tests;
        this.messageSink = messageSink;
    }

    /** As this instance sees them. */
    @GET
    @Operation(summary = "The providers of this service and their state")
    public Answer providers() {
        return new Answer(
                service, providers.states().stream().map(ProviderView::of).toList());
    }

    /** Makes one small call, though the provider rests, which is on the ledger for the feature provider-test. */
    @POST
    @Path("/{name}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Test a provider with one small call, booked for the feature provider-test")
    @APIResponse(responseCode = "200", description = "What works, and what does not")
    @APIResponse(responseCode = "404", description = "No remote provider has this name")
    @APIResponse(responseCode = "503", description = "The call cannot be written to the journal and is not made")
    public ProviderTestView test(@PathParam("name") String name) {
        try {
            return tests.test(name, messageSink)
                    .map(trial -> ProviderTestView.of(service, trial))
                    .orElseThrow(() -> unknown(name));
        } catch (DependencyUnavailableException e) {
            throw ProblemType.DATABASE_UNAVAILABLE.problem(e.getMessage() + ". Try again in a moment.");
        }
    }

    private HttpProblem unknown(String name) {
        return ProblemType.UNKNOWN_PROVIDER.problem("%s has no remote provider named '%s'.".formatted(service, name));
    }

    /** A service's providers. */
    public record Answer(String service, List<ProviderView> providers) {}
}
