package dev.warren.aiconsumer;

import dev.warren.modelchain.provider.ProviderTestResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a test of a provider has shown, for programs: works, fails, unknown (it did not get that far) or off. */
@RegisterForReflection
public record ProviderTestView(
        String service,
        String provider,

        @Schema(description = "Its name in prices, spend and budgets")
        String onLedger,

        String model,

        @Schema(description = "As in the attempts of a result")
        String outcome,

        long millis,

        @Schema(description = "Whether the provider accepts the key")
        String key,

        @Schema(description = "Whether the provider has the model")
        String knowsModel,

        @Schema(description = "Whether the answer matched the JSON schema")
        String jsonSchema,

        @Schema(description = "Whether the provider reported the tokens")
        String usage) {

    static ProviderTestView of(String service, ProviderTestResult testResult) {
        return new ProviderTestView(
                service,
                testResult.provider(),
                testResult.onLedger(),
                testResult.model(),
                testResult.outcome(),
                testResult.millis(),
                testResult.key().word(),
                testResult.knowsModel().word(),
                testResult.jsonSchema().word(),
                testResult.usage().word());
    }
}
