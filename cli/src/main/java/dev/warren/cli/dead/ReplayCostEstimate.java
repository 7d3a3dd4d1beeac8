package dev.warren.cli.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.money.CostSum;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.ServiceResponses;
import dev.warren.cli.text.Table;
import java.util.List;

/**
 * What a replay would cost.
 *
 * @param lines one per service, feature and model
 */
record ReplayCostEstimate(List<Line> lines) {

    /** The services' estimates, as the ledger prices them. */
    static ReplayCostEstimate of(ServiceResponses<JsonNode> responses, PriceQuoteClient priceQuoteClient) {
        return new ReplayCostEstimate(responses.given().values().stream()
                .flatMap(answer -> ServiceJson.readAll(answer.path("estimates"), ModelEstimateInfo.class).stream())
                .map(estimate -> new Line(estimate, estimate.atMost(priceQuoteClient)))
                .toList());
    }

    String text() {
        if (lines.isEmpty()) {
            return "No provider that costs money would be called.";
        }
        Table table = new Table()
                .left("FEATURE")
                .left("PROVIDER")
                .left("MODEL")
                .right("CALLS")
                .right("TOKENS IN")
                .right("OUT AT MOST")
                .right("COST AT MOST");
        CostSum sum = new CostSum();
        for (Line line : lines) {
            ModelEstimateInfo estimate = line.estimate();
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
        return table + "\nAt most " + sum + ", if the first provider answers each call at the first attempt.";
    }

    ArrayNode json() {
        ArrayNode array = ServiceJson.MAPPER.createArrayNode();
        for (Line line : lines) {
            ObjectNode estimate = ServiceJson.MAPPER.valueToTree(line.estimate());
            array.add(estimate.put("costAtMost", line.atMost().toString()));
        }
        return array;
    }

    /**
     * One estimate and its price.
     *
     * @param atMost what it would cost
     */
    record Line(ModelEstimateInfo estimate, CostSum atMost) {}
}
