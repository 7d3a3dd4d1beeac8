package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Answers;
import dev.warren.cli.FailedException;
import dev.warren.cli.Json;
import dev.warren.cli.Service;
import dev.warren.cli.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which AI consumer has which feature, and whom it can ask. */
final class FeatureCatalog {

    private static final String PATH = "/v1/features";

    private final Answers<JsonNode> answers;

    private FeatureCatalog(Answers<JsonNode> answers) {
        this.answers = answers;
    }

    /** What the AI consumers that answer have. */
    static FeatureCatalog of(Suite suite) {
        return new FeatureCatalog(suite.ask(Service.AI_CONSUMERS, service -> suite.get(service, PATH)));
    }

    /**
     * The feature of that name.
     *
     * @throws FailedException naming those that there are
     * @throws dev.warren.cli.ServiceException if the service that has it may be one that does not answer
     */
    Offer find(String feature) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<Service, JsonNode> answer : answers.given().entrySet()) {
            for (Feature known : Json.readAll(answer.getValue().path("features"), Feature.class)) {
                if (known.name().equals(feature)) {
                    return new Offer(
                            answer.getKey(),
                            known,
                            Json.readAll(answer.getValue().path("providers"), Provider.class));
                }
                names.add(known.name());
            }
        }
        if (!answers.missing().isEmpty()) {
            throw answers.missing().getFirst();
        }
        throw new FailedException("there is no feature '" + feature + "'; there are " + String.join(", ", names));
    }

    /**
     * A feature that can run over history.
     *
     * @param usable whom its service can ask
     */
    record Offer(Service service, Feature feature, List<Provider> usable) {

        /** The models that cost something, of the providers in the list; empty means the feature's own. */
        List<Provider> endpoints(List<String> providers) {
            List<String> chain = providers.isEmpty() ? feature.providers() : providers;
            return usable.stream()
                    .filter(provider -> chain.contains(provider.name()))
                    .filter(provider -> provider.model() != null)
                    .toList();
        }
    }

    /**
     * A feature.
     *
     * @param providers who is asked, in order
     */
    record Feature(String name, List<String> providers) {}

    /**
     * Who can be asked.
     *
     * @param model null for the embedded one, which costs nothing
     * @param onLedger what it is called in prices; null where that is its name
     */
    record Provider(String name, String model, String onLedger) {

        String priced() {
            return onLedger == null ? name : onLedger;
        }
    }
}
