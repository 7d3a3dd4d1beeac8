package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Answers;
import dev.warren.cli.Json;
import dev.warren.cli.money.Bill;
import dev.warren.cli.money.Quotes;
import dev.warren.cli.text.Table;
import java.util.List;

/**
 * What a replay would cost.
 *
 * @param lines one per service, feature and model
 */
record Estimates(List<Line> lines) {

    /** The services' estimates, as the ledger prices them. */
    static Estimates of(Answers<JsonNode> answers, Quotes quotes) {
        return new Estimates(answers.given().values().stream()
                .flatMap(answer -> Json.readAll(answer.path("estimates"), Estimate.class).stream())
                .map(estimate -> new Line(estimate, estimate.atMost(quotes)))
                .toList());
    }

    String text() {
        if (lines.isEmpty()) {
            return "No provider that costs something would be asked.";
        }
        Table table = new Table()
                .left("FEATURE")
                .left("PROVIDER")
                .left("MODEL")
                .right("CALLS")
                .right("TOKENS IN")
                .right("OUT AT MOST")
                .right("COST AT MOST");
        Bill sum = new Bill();
        for (Line line : lines) {
            Estimate estimate = line.estimate();
            table.row(
                    estimate.feature(),
                    estimate.provider(),
                    estimate.model(),
                    estimate.messages(),
                    estimate.inputTokens(),
                    estimate.maxOutputTokens(),
                    line.atMost());
            sum.add(line.atMost());
        }
        return table + "\nAt most " + sum + ", if the first provider answers each at once.";
    }

    ArrayNode json() {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (Line line : lines) {
            ObjectNode estimate = Json.MAPPER.valueToTree(line.estimate());
            array.add(estimate.put("costAtMost", line.atMost().toString()));
        }
        return array;
    }

    /**
     * One estimate and its price.
     *
     * @param atMost what it would cost
     */
    record Line(Estimate estimate, Bill atMost) {}
}
