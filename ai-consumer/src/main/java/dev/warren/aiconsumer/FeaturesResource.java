package dev.warren.aiconsumer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /v1/features}: what this service does, and whom it can ask. */
@Path("/v1/features")
@Produces(MediaType.APPLICATION_JSON)
public class FeaturesResource {

    private final Answer answer;

    FeaturesResource(
            @ConfigProperty(name = "quarkus.application.name") String service,
            Features features,
            ProviderRegistry providerRegistry) {
        this.answer = new Answer(
                service,
                features.all().stream().map(Offered::of).toList(),
                providerRegistry.usable().stream()
                        .map(name -> new Usable(
                                name,
                                providerRegistry
                                        .named(name)
                                        .flatMap(EndpointSettings::model)
                                        .orElse(null),
                                providerRegistry
                                        .named(name)
                                        .map(_ -> providerRegistry.onLedger(name))
                                        .orElse(null)))
                        .toList());
    }

    /** The features that are on, as they are configured. */
    @GET
    @Operation(summary = "The features of this service and the providers that they may call")
    public Answer features() {
        return answer;
    }

    /** A service's features. */
    public record Answer(String service, List<Offered> features, List<Usable> providers) {}

    /** A feature. */
    public record Offered(
            String name,
            String kind,
            int version,

            @Schema(description = "CloudEvents types that it listens to; * at the end matches any rest")
            List<String> events,

            @Schema(description = "The providers, in the order of calling")
            List<String> providers,

            @Schema(description = "The model to call instead of the provider's own, by provider; absent without any")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            Map<String, String> models) {

        static Offered of(Feature feature) {
            return new Offered(
                    feature.name(),
                    feature.kind().name(),
                    feature.version(),
                    feature.events(),
                    feature.providers(),
                    feature.models());
        }
    }

    /** A provider. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Usable(
            String name,

            @Schema(description = "Absent for the embedded provider, which is free")
            String model,

            @Schema(description = "Its name in prices, spend and budgets; absent for the embedded provider")
            String onLedger) {}
}
