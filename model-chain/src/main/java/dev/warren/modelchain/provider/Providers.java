package dev.warren.modelchain.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The providers by name. An endpoint that is not configured costs nothing: no chain names it, and no one asks it. */
@ApplicationScoped
public class Providers {

    private final Map<String, Provider> byName;

    Providers(
            Skill skill, Endpoints endpoints, PrimaryGuard primary, SecondaryGuard secondary, LocalModels localModels) {
        this.byName = Map.of(
                Provider.PRIMARY,
                new EndpointProvider(Provider.PRIMARY, endpoints.model(Provider.PRIMARY), primary, skill::askPrimary),
                Provider.SECONDARY,
                new EndpointProvider(
                        Provider.SECONDARY, endpoints.model(Provider.SECONDARY), secondary, skill::askSecondary),
                Provider.LOCAL,
                new LocalProvider(localModels));
    }

    /** The provider of that name, which is one of {@link Provider#NAMES}. */
    public Provider named(String name) {
        return byName.get(name);
    }
}
