package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.Answers;
import dev.warren.cli.FailedException;
import dev.warren.cli.Query;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Suite;
import java.util.Map;
import java.util.Optional;

/** The replays of the AI consumers. Thread-safe. */
final class Replays {

    private static final String PATH = "/v1/replays";

    private final Suite suite;

    Replays(Suite suite) {
        this.suite = suite;
    }

    /** Begins one. */
    JsonNode begin(Service service, JsonNode order) {
        return suite.post(service, PATH, order);
    }

    /** Those of every AI consumer. */
    Answers<JsonNode> all() {
        return suite.ask(Service.AI_CONSUMERS, service -> suite.get(service, PATH));
    }

    /** One of a service that has it. */
    JsonNode get(Service service, String name) {
        return suite.get(service, path(name));
    }

    /** Ends one for good. */
    JsonNode abort(Service service, String name) {
        return suite.post(service, path(name) + "/abort", JsonNodeFactory.instance.objectNode());
    }

    /**
     * Who has it.
     *
     * @throws FailedException if nobody has
     * @throws ServiceException if one that may have it does not answer
     */
    Service ownerOf(String name) {
        Answers<Optional<JsonNode>> answers = suite.ask(Service.AI_CONSUMERS, service -> find(service, name));
        return answers.given().entrySet().stream()
                .filter(answer -> answer.getValue().isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> unknown(name, answers));
    }

    private Optional<JsonNode> find(Service service, String name) {
        try {
            return Optional.of(get(service, name));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static RuntimeException unknown(String name, Answers<?> answers) {
        return answers.missing().isEmpty()
                ? new FailedException("there is no replay '" + name + "'; see ./warren replays")
                : answers.missing().getFirst();
    }

    private static String path(String name) {
        return PATH + "/" + Query.segment(name);
    }
}
