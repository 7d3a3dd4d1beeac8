package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.text.Age;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.util.List;

/** Dead letters in tables. */
final class DeadLetterTables {

    private DeadLetterTables() {}

    static String ofGroups(List<JsonNode> groups, Instant now) {
        Table table = new Table()
                .left("SERVICE")
                .left("FEATURE")
                .left("REASON")
                .right("COUNT")
                .right("OLDEST");
        for (JsonNode node : groups) {
            DeadLetterGroupInfo group = ServiceJson.read(node, DeadLetterGroupInfo.class);
            table.row(group.service(), group.feature(), group.reason(), group.count(), Age.of(group.oldest(), now));
        }
        return table.toString();
    }

    static String ofLetters(List<JsonNode> letters, Instant now) {
        Table table = new Table()
                .left("KEY")
                .left("SERVICE")
                .left("FEATURE")
                .left("REASON")
                .right("AGE")
                .left("EVENT");
        for (JsonNode node : letters) {
            DeadLetterInfo letter = ServiceJson.read(node, DeadLetterInfo.class);
            String age = Age.of(letter.at(), now);
            table.row(letter.key(), letter.service(), letter.feature(), letter.reason(), age, letter.event());
        }
        return table.toString();
    }
}
