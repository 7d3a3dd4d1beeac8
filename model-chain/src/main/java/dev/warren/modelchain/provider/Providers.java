package dev.warren.modelchain.provider;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.modelchain.budget.Treasury;
import dev.warren.modelchain.turn.Turnstiles;
import io.quarkiverse.langchain4j.ModelName;
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
    private final Treasury treasury;
    private final Clock clock;
    private final AnswerCache cache;
    private final ProviderWatch watch;
    private final Map<String, Provider> byName;

    Providers(
            Skill skill,
            @ModelName(Provider.PRIMARY) ChatModel primaryModel,
            @ModelName(Provider.SECONDARY) ChatModel secondaryModel,
            Endpoints endpoints,
            Turnstiles turnstiles,
            Treasury treasury,
            Clock clock,
            PrimaryGuard primary,
            SecondaryGuard secondary,
            LocalModels localModels,
            AnswerCache cache,
            ProviderWatch watch) {
        this.endpoints = endpoints;
        this.turnstiles = turnstiles;
        this.treasury = treasury;
        this.clock = clock;
        this.cache = cache;
        this.watch = watch;
        this.byName = Map.of(
                Provider.PRIMARY, endpoint(Provider.PRIMARY, primary, question -> skill.ask(primaryModel, question)),
                Provider.SECONDARY,
                        endpoint(Provider.SECONDARY, secondary, question -> skill.ask(secondaryModel, question)),
                Provider.LOCAL, new LocalProvider(localModels));
    }

    /** The provider of that name; empty if there is none, or it is not configured. */
    public Optional<Provider> named(String name) {
        return endpoints.usable().contains(name) ? Optional.of(byName.get(name)) : Optional.empty();
    }

    private Provider endpoint(String name, Guard guard, Function<Question, Answer> asking) {
        Provider endpoint = new EndpointProvider(
                name,
                endpoints.model(name),
                guard,
                turnstiles.before(name, endpoints.settings(name)),
                treasury,
                clock,
                endpoints.room(name),
                watch,
                asking);
        return new CachedProvider(endpoint, cache);
    }
}
