package dev.warren.modelchain.provider.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers behind endpoints, and the order in which all are asked. {@link ProviderNames} finds their names in the
 * environment. A key that is not listed here is an error.
 */
@ConfigMapping(prefix = "warren.providers")
public interface ProviderSettings {

    /**
     * The order in which providers are asked, unless a feature has its own. In YAML, where this key has the providers
     * below it, {@code warren.chain} says the same.
     */
    @WithParentName
    Optional<List<String>> order();

    /** The endpoints by the provider's name: lower-case letters, digits and hyphens. */
    @WithParentName
    Map<String, EndpointSettings> endpoints();
}
