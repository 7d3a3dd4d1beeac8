package dev.warren.modelchain.provider;

import io.smallrye.config.ConfigMapping;

/** The endpoint behind the provider {@code secondary}. */
@ConfigMapping(prefix = "warren.secondary")
public interface SecondarySettings extends EndpointSettings {}
