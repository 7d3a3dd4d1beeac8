package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dead show}: all that is known of one letter. */
@Command(name = "show", description = "Shows one dead letter with its headers and its payload.")
final class DeadShowCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "KEY", description = "The key, as ./warren dead list --letters shows it.")
    private String key;

    @Mixin
    private JsonOption json;

    DeadShowCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ServiceResponses<Optional<JsonNode>> responses = commandContext.suite().ask(SuiteService.ALL, this::find);
        for (Map.Entry<SuiteService, Optional<JsonNode>> answer :
                responses.given().entrySet()) {
            if (answer.getValue().isPresent()) {
                print(answer.getKey(), answer.getValue().get());
                return ExitCode.DONE;
            }
        }
        if (responses.missing().isEmpty()) {
            commandContext.screen().problem("there is no dead letter with the key " + key);
        }
        return Math.max(ExitCode.FAILED, responses.report(commandContext.screen()));
    }

    private Optional<JsonNode> find(SuiteService service) {
        try {
            return Optional.of(commandContext.suite().get(service, DeadCommand.PATH + "/" + UrlQuery.segment(key)));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void print(SuiteService service, JsonNode letter) {
        if (json.wanted()) {
            commandContext.screen().json(letter);
        } else {
            commandContext
                    .screen()
                    .line(DeadLetterDetails.of(
                            service, letter, commandContext.clock().instant()));
        }
    }
}
