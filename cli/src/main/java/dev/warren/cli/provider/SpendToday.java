package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.TerminalOutput;
import dev.warren.cli.session.UrlQuery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** What was spent since midnight (UTC), as the ledger says. */
final class SpendToday {

    private final List<JsonNode> groups;
    private final ServiceException failure;

    private SpendToday(List<JsonNode> groups, ServiceException failure) {
        this.groups = groups;
        this.failure = failure;
    }

    /** That of today; where the ledger does not answer there is none, which {@link #report} says. */
    static SpendToday ofToday(CommandContext commandContext) {
        LocalDate today = LocalDate.ofInstant(commandContext.clock().instant(), ZoneOffset.UTC);
        String path = UrlQuery.of("/v1/spend")
                .with("by", "provider,model,feature")
                .with("from", today.atStartOfDay(ZoneOffset.UTC).toInstant())
                .toString();
        List<JsonNode> groups = new ArrayList<>();
        try {
            commandContext.suite().get(SuiteService.LEDGER, path).path("groups").forEach(groups::add);
            return new SpendToday(groups, null);
        } catch (ServiceException e) {
            return new SpendToday(groups, e);
        }
    }

    /**
     * What was spent on a provider, by currency.
     *
     * @param onLedger what it is called there
     * @param counts whether what was spent for this feature, on this model, counts
     */
    Map<String, BigDecimal> on(String onLedger, BiPredicate<String, String> counts) {
        return groups.stream()
                .filter(group -> group.path("provider").asText().equals(onLedger))
                .filter(group -> counts.test(
                        group.path("feature").asText(), group.path("model").asText()))
                .filter(group -> group.hasNonNull("amount"))
                .collect(Collectors.toMap(
                        group -> group.path("currency").asText(),
                        group -> new BigDecimal(group.get("amount").asText()),
                        BigDecimal::add,
                        TreeMap::new));
    }

    /** For people: {@code 0.25 USD}; a question mark where the ledger does not answer. */
    String words(String onLedger, BiPredicate<String, String> counts) {
        return failure != null
                ? "?"
                : on(onLedger, counts).entrySet().stream()
                        .map(sum -> sum.getValue().stripTrailingZeros().toPlainString() + " " + sum.getKey())
                        .collect(Collectors.joining(" + "));
    }

    int report(TerminalOutput terminalOutput) {
        if (failure == null) {
            return ExitCode.DONE;
        }
        terminalOutput.problem(failure.getMessage());
        return failure.exitCode();
    }
}
