package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.session.UrlQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead list}: groups, or the letters one by one. */
@Command(name = "list", description = "Shows dead letters, grouped by service, feature and reason.")
final class DeadListCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Mixin
    private DeadLetterFilterOptions filter;

    @Mixin
    private JsonOption json;

    @Option(
            names = {"-l", "--letters"},
            description = "Show each dead letter with its key, oldest first.")
    private boolean letters;

    @Option(names = "--event", paramLabel = "ID", description = "With --letters: only those of this event.")
    private String event;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "With --letters: the most per service, up to 1000; default: ${DEFAULT-VALUE}.")
    private int limit;

    DeadListCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        String path = letters ? pathOfLetters() : DeadCommand.PATH + "/groups";
        ServiceResponses<JsonNode> responses = commandContext
                .suite()
                .ask(filter.services(), service -> commandContext.suite().get(service, path));
        List<JsonNode> found = letters ? letters(responses) : groups(responses);
        if (json.wanted()) {
            print(found, responses);
        } else if (!found.isEmpty()) {
            Instant now = commandContext.clock().instant();
            commandContext
                    .screen()
                    .line(letters ? DeadLetterTables.ofLetters(found, now) : DeadLetterTables.ofGroups(found, now));
            sayWhatIsLeftOut(responses);
        } else if (!responses.given().isEmpty()) {
            commandContext.screen().line("No dead letters.");
        }
        return responses.report(commandContext.screen());
    }

    private String pathOfLetters() {
        return UrlQuery.of(DeadCommand.PATH)
                .with("feature", filter.feature())
                .with("reason", filter.reason())
                .with("event", event)
                .with("limit", limit)
                .toString();
    }

    private List<JsonNode> groups(ServiceResponses<JsonNode> responses) {
        return responses.given().values().stream()
                .flatMap(answer -> ServiceJson.readAll(answer.path("groups"), JsonNode.class).stream())
                .filter(group -> filter.admits(ServiceJson.read(group, DeadLetterGroupInfo.class)))
                .toList();
    }

    /** Each with the service that it is of. */
    private static List<JsonNode> letters(ServiceResponses<JsonNode> responses) {
        List<JsonNode> found = new ArrayList<>();
        responses.given().forEach((service, page) -> {
            for (ObjectNode letter : ServiceJson.readAll(page.path("letters"), ObjectNode.class)) {
                found.add(letter.put("service", service.title()));
            }
        });
        return found;
    }

    private void sayWhatIsLeftOut(ServiceResponses<JsonNode> responses) {
        responses.given().forEach((service, answer) -> {
            long left = answer.path("total").asLong() - answer.path("letters").size();
            if (left > 0) {
                commandContext.screen().line("%d more of %s; --limit shows more".formatted(left, service.title()));
            }
            long unread = answer.path("unread").asLong();
            if (unread > 0) {
                commandContext
                        .screen()
                        .line("%d more in %s, beyond its browse limit (warren.dead-letters.max-browse)"
                                .formatted(unread, service.title()));
            }
        });
    }

    private void print(List<JsonNode> found, ServiceResponses<JsonNode> responses) {
        ObjectNode document = ServiceJson.MAPPER.createObjectNode();
        document.putArray(letters ? "letters" : "groups").addAll(found);
        document.set("missing", responses.missingAsJson());
        commandContext.screen().json(document);
    }
}
