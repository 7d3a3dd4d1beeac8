package dev.warren.cli.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Query;
import dev.warren.cli.Screen;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Session;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was spent since midnight (UTC), as the ledger says. */
final class Spend {

    private final List<JsonNode> groups;
    private final ServiceException failure;

    private Spend(List<JsonNode> groups, ServiceException failure) {
        this.groups = groups;
        this.failure = failure;
    }

    /** That of today; where the ledger does not answer there is none, which {@link #report} says. */
    static Spend ofToday(Session session) {
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
        String path = Query.of("/v1/spend")
                .with("by", "provider,feature")
                .with("from", today.atStartOfDay(ZoneOffset.UTC).toInstant())
                .toString();
        List<JsonNode> groups = new ArrayList<>();
        try {
            session.suite().get(Service.LEDGER, path).path("groups").forEach(groups::add);
            return new Spend(groups, null);
        } catch (ServiceException e) {
            return new Spend(groups, e);
        }
    }

    /** What these features spent on a provider, by currency. */
    Map<String, BigDecimal> on(String provider, Set<String> features) {
        return groups.stream()
                .filter(group -> group.path("provider").asText().equals(provider))
                .filter(group -> features.contains(group.path("feature").asText()))
                .filter(group -> group.hasNonNull("amount"))
                .collect(Collectors.toMap(
                        group -> group.path("currency").asText(),
                        group -> new BigDecimal(group.get("amount").asText()),
                        BigDecimal::add,
                        TreeMap::new));
    }

    /** For people: {@code 0.25 USD}; a question mark where the ledger does not answer. */
    String words(String provider, Set<String> features) {
        return failure != null
                ? "?"
                : on(provider, features).entrySet().stream()
                        .map(sum -> sum.getValue().stripTrailingZeros().toPlainString() + " " + sum.getKey())
                        .collect(Collectors.joining(" + "));
    }

    int report(Screen screen) {
        if (failure == null) {
            return Exit.DONE;
        }
        screen.problem(failure.getMessage());
        return failure.exitCode();
    }
}
