package dev.warren.modelchain;

import dev.warren.modelchain.feature.FeatureSettings;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.outage.OutageSettings;
import dev.warren.modelchain.outage.OutageSettingsValidator;
import dev.warren.modelchain.provider.RetrySettings;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import dev.warren.modelchain.store.CompletionSettings;
import dev.warren.modelchain.store.CompletionSettingsValidator;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads and checks the configuration; with a fault in it, the service does not start and names them all. */
class ModelChainSetup {

    @Produces
    @Singleton
    Features features(
            FeatureSettings settings,
            CompletionSettings completions,
            ProviderRegistry providerRegistry,
            OutageSettings outage,
            RetrySettings retries,
            Skill skill,
            @ConfigProperty(name = CompletionSettingsValidator.READ_TIMEOUT, defaultValue = "0")
                    int readTimeoutSeconds) {
        List<String> faults = new ArrayList<>(providerRegistry.faults());
        faults.addAll(OutageSettingsValidator.faults(outage));
        if (retries.maxDuration().isNegative()) {
            faults.add("warren.retries.max-duration: must not be negative");
        }
        faults.addAll(CompletionSettingsValidator.faults(completions, Duration.ofSeconds(readTimeoutSeconds)));
        Features features = Features.read(settings, skill, providerRegistry.usable(), providerRegistry.order(), faults);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(String.join("\n", faults));
        }
        return features;
    }
}
