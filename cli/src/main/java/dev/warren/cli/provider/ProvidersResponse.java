package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.ServiceJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What an AI service says of its providers.
 *
 * @param raw the providers, as it says it
 * @param providers the same, read
 * @param models by feature that it spends for, the models that are asked instead of a provider's own, by provider
 */
record ProvidersResponse(JsonNode raw, List<ProviderInfo> providers, Map<String, JsonNode> models) {

    private static final String TESTS = "provider-test";

    static ProvidersResponse of(JsonNode providers, JsonNode features) {
        Map<String, JsonNode> models = StreamSupport.stream(features.spliterator(), false)
                .collect(Collectors.toMap(feature -> feature.path("name").asText(), feature -> feature.path("models")));
        models.put(TESTS, ServiceJson.MAPPER.missingNode());
        return new ProvidersResponse(providers, ServiceJson.readAll(providers, ProviderInfo.class), models);
    }

    /**
     * Whether a call for the feature, to the model, went to this provider and not to one that is booked as the same.
     */
    boolean isOn(ProviderInfo provider, String feature, String model) {
        return models.containsKey(feature)
                && (isAloneOnLedger(provider)
                        || models.get(feature)
                                .path(provider.name())
                                .asText(provider.model())
                                .equals(model));
    }

    private boolean isAloneOnLedger(ProviderInfo provider) {
        return providers.stream()
                        .filter(other -> provider.onLedger() != null
                                && provider.onLedger().equals(other.onLedger()))
                        .count()
                == 1;
    }
}
