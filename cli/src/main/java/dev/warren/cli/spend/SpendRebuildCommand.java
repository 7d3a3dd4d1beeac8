package dev.warren.cli.spend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.text.Counted;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spend rebuild}: rebuilds all rollups from the entries, a few months at a time. */
@Command(
        name = "rebuild",
        description = "Rebuilds all rollups from the entries. Booking pauses while a month is rebuilt; queries go on.")
final class SpendRebuildCommand implements Callable<Integer> {

    private static final String PATH = "/v1/spend/rebuild";
    private static final String NEXT = "next";

    private final CommandContext commandContext;

    @Mixin
    private JsonOption json;

    SpendRebuildCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        JsonNode answer = ask(PATH);
        int months = answer.path("months").asInt();
        long changed = answer.path("changed").asLong();
        while (answer.hasNonNull(NEXT)) {
            answer = ask(PATH + "?from=" + answer.get(NEXT).asText());
            months += answer.path("months").asInt();
            changed += answer.path("changed").asLong();
        }
        show(months, changed);
        return ExitCode.DONE;
    }

    private JsonNode ask(String path) {
        return commandContext.suite().post(SuiteService.LEDGER, path, ServiceJson.MAPPER.createObjectNode());
    }

    private void show(int months, long changed) {
        if (json.wanted()) {
            ObjectNode sums = ServiceJson.MAPPER.createObjectNode();
            commandContext.screen().json(sums.put("months", months).put("changed", changed));
        } else {
            commandContext
                    .screen()
                    .line("%s rebuilt; %s differed from the entries."
                            .formatted(Counted.of(months, "month"), Counted.of(changed, "rollup row")));
        }
    }
}
