package dev.warren.cli.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * Which calls: a budget's scope, or the values that an account of it stands for. Null is left out; {@code *} is each
 * value by itself.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScopeInfo(String user, String team, String feature, String provider, String model) {

    private static final String EACH = "*";

    /** For example {@code each user, feature ticket-triage}; {@code everything} where there is no dimension. */
    String phrase() {
        List<String> parts = new ArrayList<>();
        add(parts, "user", user);
        add(parts, "team", team);
        add(parts, "feature", feature);
        add(parts, "provider", provider);
        add(parts, "model", model);
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }

    /**
     * What tells an account from the others of a scope: its values where that says each; empty if it is the only one.
     */
    String within(ScopeInfo scope) {
        ScopeInfo own = new ScopeInfo(
                EACH.equals(scope.user) ? user : null,
                EACH.equals(scope.team) ? team : null,
                EACH.equals(scope.feature) ? feature : null,
                EACH.equals(scope.provider) ? provider : null,
                EACH.equals(scope.model) ? model : null);
        return own.isEmpty() ? "" : own.phrase();
    }

    boolean isEmpty() {
        return user == null && team == null && feature == null && provider == null && model == null;
    }

    private static void add(List<String> parts, String dimension, String value) {
        if (value != null) {
            parts.add(EACH.equals(value) ? "each " + dimension : dimension + " " + value);
        }
    }
}
