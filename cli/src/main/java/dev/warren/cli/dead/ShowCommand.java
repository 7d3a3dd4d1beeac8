package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Exit;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Query;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Session;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dead show}: all that is known of one letter. */
@Command(name = "show", description = "Shows one dead letter with its headers and its payload.")
final class ShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "KEY", description = "As ./warren dead list --letters shows it.")
    private String key;

    @Mixin
    private JsonOption json;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Answers<Optional<JsonNode>> answers = session.suite().ask(Service.ALL, this::find);
        for (Map.Entry<Service, Optional<JsonNode>> answer : answers.given().entrySet()) {
            if (answer.getValue().isPresent()) {
                print(answer.getKey(), answer.getValue().get());
                return Exit.DONE;
            }
        }
        if (answers.missing().isEmpty()) {
            session.screen().problem("no dead letter has the key " + key);
        }
        return Math.max(Exit.FAILED, answers.report(session.screen()));
    }

    private Optional<JsonNode> find(Service service) {
        try {
            return Optional.of(session.suite().get(service, DeadCommand.PATH + "/" + Query.segment(key)));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void print(Service service, JsonNode letter) {
        if (json.wanted()) {
            session.screen().json(letter);
        } else {
            session.screen().line(LetterPage.of(service, letter, session.clock().instant()));
        }
    }
}
