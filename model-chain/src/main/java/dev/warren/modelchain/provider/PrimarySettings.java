package dev.warren.modelchain.provider;

import io.smallrye.config.ConfigMapping;

/** The endpoint behind the provider {@code primary}. */
@ConfigMapping(prefix = "warren.primary")
public interface PrimarySettings extends EndpointSettings {}
