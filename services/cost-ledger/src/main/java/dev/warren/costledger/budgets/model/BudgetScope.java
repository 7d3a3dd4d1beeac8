package dev.warren.costledger.budgets.model;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.v1.BudgetRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which calls a budget covers. A dimension that is null covers all values together, and calls without one; {@code *}
 * covers each value by itself, and no call without one; anything else covers that value, compared as it is written.
 */
public record BudgetScope(String userid, String team, String feature, String provider, String model) {

    /** Stands for each value by itself. */
    public static final String EACH = "*";

    /** Everything, together. */
    public static final BudgetScope ALL = new BudgetScope(null, null, null, null, null);

    private static final char DELETE = 0x7f;

    /** No name has it. */
    private static final String SEPARATOR = "\u001f";

    private static final List<String> NAMES = List.of("user", "team", "feature", "provider", "model");

    /** With the names that money is counted under: none has a {@link #SEPARATOR}, and all of them fit into an index. */
    public BudgetScope {
        userid = counted(userid);
        team = counted(team);
        feature = counted(feature);
        provider = counted(provider);
        model = counted(model);
    }

    /** The dimensions that are set, in one word: {@code user}, {@code team-feature}, or {@code all}. */
    public String word() {
        List<String> values = values();
        String word = IntStream.range(0, NAMES.size())
                .filter(i -> values.get(i) != null)
                .mapToObj(NAMES::get)
                .collect(Collectors.joining("-"));
        return word.isEmpty() ? "all" : word;
    }

    /** Whether it has an account for each of several values. */
    public boolean isEach() {
        return values().contains(EACH);
    }

    /**
     * The account that a call is counted on: this scope with the call's own value instead of every {@link #EACH}.
     *
     * @param call the values of a call, null where it has none
     * @return empty where this does not cover the call
     */
    public Optional<BudgetScope> account(BudgetScope call) {
        List<String> own = values();
        List<String> called = call.values();
        List<String> account = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            String value = EACH.equals(own.get(i)) ? called.get(i) : own.get(i);
            if (own.get(i) != null && (value == null || !value.equals(called.get(i)))) {
                return Optional.empty();
            }
            account.add(value);
        }
        return Optional.of(of(account));
    }

    /** Whether an account is one of this scope's. */
    public boolean has(BudgetScope account) {
        return !account.isEach() && account(account).filter(account::equals).isPresent();
    }

    /** What tells an account from the others of this scope: its values where this says {@link #EACH}. */
    public String key(BudgetScope account) {
        List<String> own = values();
        List<String> values = account.values();
        return IntStream.range(0, own.size())
                .filter(i -> EACH.equals(own.get(i)))
                .mapToObj(values::get)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** The account of a {@link #key}. */
    BudgetScope account(String key) {
        Iterator<String> each = List.of(key.split(SEPARATOR, -1)).iterator();
        return of(values().stream()
                .map(value -> EACH.equals(value) ? each.next() : value)
                .collect(Collectors.toCollection(ArrayList::new)));
    }

    /** As the rules say it. */
    public BudgetRules.Scope toRule() {
        return new BudgetRules.Scope(userid, team, feature, provider, model);
    }

    @Override
    public String toString() {
        List<String> values = values();
        return IntStream.range(0, NAMES.size())
                .filter(i -> values.get(i) != null)
                .mapToObj(i -> NAMES.get(i) + " " + values.get(i))
                .collect(Collectors.joining(", "));
    }

    /** The values in the order of the components. */
    public List<String> values() {
        return Arrays.asList(userid, team, feature, provider, model);
    }

    /** As {@link LedgerNameRules#of}, and quickly for what nearly all names are made of: there are many scopes. */
    private static String counted(String name) {
        boolean isPlain = name != null
                && !name.isEmpty()
                && name.length() <= LedgerNameRules.LONGEST
                && name.chars().allMatch(character -> character > ' ' && character < DELETE);
        return isPlain ? name : LedgerNameRules.of(name);
    }

    static BudgetScope of(List<String> values) {
        return new BudgetScope(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4));
    }
}
