package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Query;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Suite;
import java.util.Map;
import java.util.Optional;

/** The ledger's budgets over HTTP. */
record Budgets(Suite suite) {

    private static final String PATH = "/v1/budgets";

    JsonNode page(int limit) {
        return suite.get(Service.LEDGER, Query.of(PATH).with("limit", limit).toString());
    }

    JsonNode get(String name) {
        return suite.get(Service.LEDGER, path(name));
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

    JsonNode accounts(String name, Dimensions wanted, int limit) {
        return suite.get(
                Service.LEDGER,
                Query.of(path(name) + "/accounts")
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
                Service.LEDGER,
                Query.of(path(name) + "/audit").with("limit", limit).toString());
    }

    /** Makes a budget that must not be there yet. */
    JsonNode create(String name, ObjectNode budget) {
        return suite.send(Service.LEDGER, "PUT", path(name), budget, Map.of("If-None-Match", "*"));
    }

    /** Replaces the version that was read; fails if somebody else was faster. */
    JsonNode replace(String name, long version, ObjectNode budget) {
        return suite.send(Service.LEDGER, "PUT", path(name), budget, ifMatch(version));
    }

    void delete(String name, long version, String who, String why) {
        String path = Query.of(path(name)).with("who", who).with("why", why).toString();
        suite.send(Service.LEDGER, "DELETE", path, null, ifMatch(version));
    }

    /** Posts an order about a budget: an increase, a reset or a transfer. */
    JsonNode order(String name, String what, ObjectNode order, String key) {
        Map<String, String> headers = key == null ? Map.of() : Map.of("Idempotency-Key", key);
        return suite.send(Service.LEDGER, "POST", path(name) + "/" + what, order, headers);
    }

    private static Map<String, String> ifMatch(long version) {
        return Map.of("If-Match", "\"" + version + "\"");
    }

    private static String path(String name) {
        return PATH + "/" + Query.segment(name);
    }
}
