package dev.warren.modelchain.provider;

import dev.warren.modelchain.turn.Turnstiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The providers by name. An endpoint that is not configured costs nothing: no chain names it, and no one asks it. */
@ApplicationScoped
public class Providers {

    private final Endpoints endpoints;
    private final Turnstiles turnstiles;
    private final Clock clock;
    private final AnswerCache cache;
    private final Map<String, Provider> byName;

    Providers(
            Skill skill,
            Endpoints endpoints,
            Turnstiles turnstiles,
            Clock clock,
            PrimaryGuard primary,
            SecondaryGuard secondary,
            LocalModels localModels,
            AnswerCache cache) {
        this.endpoints = endpoints;
        this.turnstiles = turnstiles;
        this.clock = clock;
        this.cache = cache;
        this.byName = Map.of(
                Provider.PRIMARY, endpoint(Provider.PRIMARY, primary, skill::askPrimary),
                Provider.SECONDARY, endpoint(Provider.SECONDARY, secondary, skill::askSecondary),
                Provider.LOCAL, new LocalProvider(localModels));
    }

    /** The provider of that name; empty if there is none, or it is not configured. */
    public Optional<Provider> named(String name) {
        return endpoints.usable().contains(name) ? Optional.of(byName.get(name)) : Optional.empty();
    }

    private Provider endpoint(String name, Guard guard, Function<Question, Answer> asking) {
        Provider endpoint = new EndpointProvider(
                name, endpoints.model(name), guard, turnstiles.before(name, endpoints.settings(name)), clock, asking);
        return new CachedProvider(endpoint, cache);
    }
}
