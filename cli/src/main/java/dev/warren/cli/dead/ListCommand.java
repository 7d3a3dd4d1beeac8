package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Query;
import dev.warren.cli.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead list}: groups, or the letters one by one. */
@Command(name = "list", description = "Shows what waits, grouped by service, feature and reason.")
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Filter filter;

    @Mixin
    private JsonOption json;

    @Option(
            names = {"-l", "--letters"},
            description = "Show the letters one by one, with their keys, the oldest first.")
    private boolean letters;

    @Option(names = "--event", paramLabel = "ID", description = "With --letters: only those of this event.")
    private String event;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "With --letters: the most per service, up to 1000; default: ${DEFAULT-VALUE}.")
    private int limit;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = letters ? pathOfLetters() : DeadCommand.PATH + "/groups";
        Answers<JsonNode> answers = session.suite()
                .ask(filter.services(), service -> session.suite().get(service, path));
        List<JsonNode> found = letters ? letters(answers) : groups(answers);
        if (json.wanted()) {
            print(found, answers);
        } else if (!found.isEmpty()) {
            Instant now = session.clock().instant();
            session.screen().line(letters ? Tables.ofLetters(found, now) : Tables.ofGroups(found, now));
            sayWhatIsLeftOut(answers);
        } else if (!answers.given().isEmpty()) {
            session.screen().line("No dead letters.");
        }
        return answers.report(session.screen());
    }

    private String pathOfLetters() {
        return Query.of(DeadCommand.PATH)
                .with("feature", filter.feature())
                .with("reason", filter.reason())
                .with("event", event)
                .with("limit", limit)
                .toString();
    }

    private List<JsonNode> groups(Answers<JsonNode> answers) {
        return answers.given().values().stream()
                .flatMap(answer -> Json.readAll(answer.path("groups"), JsonNode.class).stream())
                .filter(group -> filter.admits(Json.read(group, Group.class)))
                .toList();
    }

    /** Each with the service that it is of. */
    private static List<JsonNode> letters(Answers<JsonNode> answers) {
        List<JsonNode> found = new ArrayList<>();
        answers.given().forEach((service, page) -> {
            for (ObjectNode letter : Json.readAll(page.path("letters"), ObjectNode.class)) {
                found.add(letter.put("service", service.title()));
            }
        });
        return found;
    }

    private void sayWhatIsLeftOut(Answers<JsonNode> answers) {
        answers.given().forEach((service, answer) -> {
            long left = answer.path("total").asLong() - answer.path("letters").size();
            if (left > 0) {
                session.screen().line("%d more of %s; --limit shows more".formatted(left, service.title()));
            }
            long unread = answer.path("unread").asLong();
            if (unread > 0) {
                session.screen()
                        .line("%d more of %s, behind the most that it looks at".formatted(unread, service.title()));
            }
        });
    }

    private void print(List<JsonNode> found, Answers<JsonNode> answers) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.putArray(letters ? "letters" : "groups").addAll(found);
        document.set("missing", answers.missingAsJson());
        session.screen().json(document);
    }
}
