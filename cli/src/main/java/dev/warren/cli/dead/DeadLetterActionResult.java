package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.TerminalOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a selection.
 *
 * @param deed the word for what was done, as the services use it
 * @param named how many letters were named one by one; 0 if they were selected otherwise
 * @param answers of the services that answered
 * @param complete whether these are all that were asked; else nobody knows whether there are further letters
 */
record DeadLetterActionResult(String deed, int named, Map<SuiteService, JsonNode> answers, boolean complete) {

    private static final String NONE = "No dead letter matches.";

    static DeadLetterActionResult of(ServiceResponses<JsonNode> answers, String deed, int named) {
        return new DeadLetterActionResult(
                deed, named, answers.given(), answers.missing().isEmpty());
    }

    /** One sentence for each service that had some, or one that says that none has. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        answers.forEach((service, answer) -> {
            if (matched(answer) > 0) {
                lines.add("%s: %d of %d %s".formatted(service.title(), done(answer), matched(answer), deed));
            }
        });
        return lines.isEmpty() && complete ? List.of(NONE) : lines;
    }

    /** What would happen, in one sentence. */
    String intention() {
        return matched() == 0 && complete ? NONE : would() + " of " + matched() + " would be " + deed + ".";
    }

    ObjectNode json() {
        ObjectNode document = ServiceJson.MAPPER.createObjectNode();
        document.put("matched", matched()).put(deed, done());
        ArrayNode services = document.putArray("services");
        answers.forEach((service, answer) -> services.addObject()
                .put("service", service.title())
                .put("matched", matched(answer))
                .put(deed, done(answer)));
        return document;
    }

    /** Says what is missing, if something is, and gives the exit code that follows. */
    int exitCode(TerminalOutput terminalOutput) {
        if (done() < matched()) {
            terminalOutput.problem((matched() - done()) + " could not be " + deed + " and stay where they are");
            return ExitCode.FAILED;
        }
        return exitCodeOfDryRun(terminalOutput);
    }

    /** Where nothing was to be done, only what does not exist is missing. */
    int exitCodeOfDryRun(TerminalOutput terminalOutput) {
        if (complete && matched() < named) {
            terminalOutput.problem("%d of %d keys are not dead letters (any more)".formatted(named - matched(), named));
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    private long matched() {
        return answers.values().stream()
                .mapToLong(DeadLetterActionResult::matched)
                .sum();
    }

    private long done() {
        return answers.values().stream().mapToLong(this::done).sum();
    }

    /** In a dry run, the letters that can be sent back are named. */
    private long would() {
        return answers.values().stream()
                .mapToLong(answer -> answer.path("keys").size())
                .sum();
    }

    private static long matched(JsonNode answer) {
        return answer.path("matched").asLong();
    }

    private long done(JsonNode answer) {
        return answer.path(deed).asLong();
    }
}
