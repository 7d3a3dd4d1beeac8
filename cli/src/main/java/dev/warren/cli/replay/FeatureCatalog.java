package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteClient;
import dev.warren.cli.session.SuiteService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which AI consumer has which feature, and whom it can ask. */
final class FeatureCatalog {

    private static final String PATH = "/v1/features";

    private final ServiceResponses<JsonNode> responses;

    private FeatureCatalog(ServiceResponses<JsonNode> responses) {
        this.responses = responses;
    }

    /** What the AI consumers that answer have. */
    static FeatureCatalog of(SuiteClient suite) {
        return new FeatureCatalog(suite.ask(SuiteService.AI_CONSUMERS, service -> suite.get(service, PATH)));
    }

    /**
     * The feature of that name.
     *
     * @throws CommandFailedException naming those that there are
     * @throws dev.warren.cli.session.ServiceException if the service that has it may be one that does not answer
     */
    Offer find(String feature) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<SuiteService, JsonNode> answer : responses.given().entrySet()) {
            for (Feature known : ServiceJson.readAll(answer.getValue().path("features"), Feature.class)) {
                if (known.name().equals(feature)) {
                    return new Offer(
                            answer.getKey(),
                            known,
                            ServiceJson.readAll(answer.getValue().path("providers"), Provider.class));
                }
                names.add(known.name());
            }
        }
        if (!responses.missing().isEmpty()) {
            throw responses.missing().getFirst();
        }
        throw new CommandFailedException(
                "there is no feature '" + feature + "'; there are " + String.join(", ", names));
    }

    /**
     * A feature that can run over history.
     *
     * @param usable whom its service can ask
     */
    record Offer(SuiteService service, Feature feature, List<Provider> usable) {

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
