package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteClient;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import java.util.Map;
import java.util.Optional;

/** The replays of the AI consumers. Thread-safe. */
final class ReplaysClient {

    private static final String PATH = "/v1/replays";

    private final SuiteClient suite;

    ReplaysClient(SuiteClient suite) {
        this.suite = suite;
    }

    /** Begins one. */
    JsonNode begin(SuiteService service, JsonNode order) {
        return suite.post(service, PATH, order);
    }

    /** Those of every AI consumer. */
    ServiceResponses<JsonNode> all() {
        return suite.ask(SuiteService.AI_CONSUMERS, service -> suite.get(service, PATH));
    }

    /** One of a service that has it. */
    JsonNode get(SuiteService service, String name) {
        return suite.get(service, path(name));
    }

    /** Ends one for good. */
    JsonNode abort(SuiteService service, String name) {
        return suite.post(service, path(name) + "/abort", JsonNodeFactory.instance.objectNode());
    }

    /**
     * Who has it.
     *
     * @throws CommandFailedException if nobody has
     * @throws ServiceException if one that may have it does not answer
     */
    SuiteService ownerOf(String name) {
        ServiceResponses<Optional<JsonNode>> responses =
                suite.ask(SuiteService.AI_CONSUMERS, service -> find(service, name));
        return responses.given().entrySet().stream()
                .filter(answer -> answer.getValue().isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> unknown(name, responses));
    }

    private Optional<JsonNode> find(SuiteService service, String name) {
        try {
            return Optional.of(get(service, name));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static RuntimeException unknown(String name, ServiceResponses<?> responses) {
        return responses.missing().isEmpty()
                ? new CommandFailedException("there is no replay '" + name + "'; see ./warren replays")
                : responses.missing().getFirst();
    }

    private static String path(String name) {
        return PATH + "/" + UrlQuery.segment(name);
    }
}
