package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.SuiteClient;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.UrlQuery;
import java.util.Map;
import java.util.Optional;

/** The ledger's budgets over HTTP. */
record BudgetsClient(SuiteClient suite) {

    private static final String PATH = "/v1/budgets";

    JsonNode page(int limit) {
        return suite.get(
                SuiteService.LEDGER, UrlQuery.of(PATH).with("limit", limit).toString());
    }

    JsonNode get(String name) {
        return suite.get(SuiteService.LEDGER, path(name));
    }

    Optional<JsonNode> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    JsonNode accounts(String name, ScopeInfo wanted, int limit) {
        return suite.get(
                SuiteService.LEDGER,
                UrlQuery.of(path(name) + "/accounts")
                        .with("user", wanted.user())
                        .with("team", wanted.team())
                        .with("feature", wanted.feature())
                        .with("provider", wanted.provider())
                        .with("model", wanted.model())
                        .with("limit", limit)
                        .toString());
    }

    JsonNode audit(String name, int limit) {
        return suite.get(
                SuiteService.LEDGER,
                UrlQuery.of(path(name) + "/audit").with("limit", limit).toString());
    }

    /** Makes a budget that must not be there yet. */
    JsonNode create(String name, ObjectNode budget) {
        return suite.send(SuiteService.LEDGER, "PUT", path(name), budget, Map.of("If-None-Match", "*"));
    }

    /** Replaces the version that was read; fails if somebody else was faster. */
    JsonNode replace(String name, long version, ObjectNode budget) {
        return suite.send(SuiteService.LEDGER, "PUT", path(name), budget, ifMatch(version));
    }

    void delete(String name, long version, String who, String why) {
        String path = UrlQuery.of(path(name)).with("who", who).with("why", why).toString();
        suite.send(SuiteService.LEDGER, "DELETE", path, null, ifMatch(version));
    }

    /** Posts an order about a budget: an increase, a reset or a transfer. */
    JsonNode order(String name, String what, ObjectNode order, String key) {
        Map<String, String> headers = key == null ? Map.of() : Map.of("Idempotency-Key", key);
        return suite.send(SuiteService.LEDGER, "POST", path(name) + "/" + what, order, headers);
    }

    private static Map<String, String> ifMatch(long version) {
        return Map.of("If-Match", "\"" + version + "\"");
    }

    private static String path(String name) {
        return PATH + "/" + UrlQuery.segment(name);
    }
}
