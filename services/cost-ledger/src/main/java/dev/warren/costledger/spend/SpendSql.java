package dev.warren.costledger.spend;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question in SQL. Everything that a request brings is a parameter; the text is put together from what stands here
 * and in {@link SpendDimension}.
 */
record SpendSql(SpendQuestion question) {

    /** The column that counts the groups in a total, and is null in a group. */
    static final String GROUPS = "group_count";

    private static final String TEXT = """
            with rolled as (
              select key, {moment} {sums} from rollup where ({stretches}) {chosen} group by {moment} key
            ), fact as (
              select {as_called} {names}, {figures} from rolled join spend_key on spend_key.id = rolled.key
              union all
              select {called_at} {names}, {figures} from spend_fact where ({entries}) {filters}
            ), by_currency as (
              select {columns} nullif(currency, '') collate "C" as currency, {sums}
              from fact group by {keys} fact.currency
              having currency <> '' or sum(calls) <> 0 or sum(reused) <> 0
            ), homed as (
              select *, {home} as home from by_currency
            ), grouped as (
              select {keys} home as currency, {sums} from homed group by {keys} home
            ), page as (
              select {keys} currency, {figures}, cast(null as bigint) as group_count
              from grouped order by {keys} currency limit :limit offset :offset
            ), total as (
              select {nulls} currency, {sums}, count(*) as group_count from grouped group by currency
            )
            select * from (select * from page union all select * from total) as answer
            order by group_count is not null, {keys} currency
            """;

    /** What of the sums is looked at, where not everything is. */
    private static final String CHOSEN = "and key in (select id from spend_key where true {filters})";

    private static final String NAMES = "userid, team, feature, provider, model, event_type, currency";

    private static final List<String> FIGURES = List.of(
            "calls", "input_tokens", "cached_input_tokens", "output_tokens", "amount", "unpriced", "reused", "saved");

    private static final String SUMS = FIGURES.stream()
            .map(figure -> "sum(%1$s) as %1$s".formatted(figure))
            .collect(Collectors.joining(", "));

    /** The dimensions that make groups. */
    static List<SpendDimension> keys(SpendQuestion question) {
        return question.by().stream()
                .filter(dimension -> dimension != SpendDimension.CURRENCY)
                .toList();
    }

    /** The column of the i-th of {@link #keys}. */
    static String key(int i) {
        return "key" + i;
    }

    String text() {
        List<SpendDimension> keys = keys(question);
        String names = each(keys, i -> key(i) + ",");
        boolean timed = question.isTimed();
        return TEXT.replace("{columns}", each(keys, i -> keys.get(i).column() + " as " + key(i) + ","))
                .replace("{nulls}", each(keys, i -> "cast(null as text) as " + key(i) + ","))
                .replace("{keys}", names)
                .replace("{stretches}", stretches(false))
                .replace("{entries}", stretches(true))
                .replace("{chosen}", question.filters().isEmpty() ? "" : CHOSEN)
                .replace("{filters}", filters())
                .replace("{moment}", timed ? "starts_at," : "")
                .replace("{as_called}", timed ? "starts_at as called_at," : "")
                .replace("{called_at}", timed ? "called_at," : "")
                .replace("{names}", NAMES)
                .replace("{home}", home(names))
                .replace("{figures}", String.join(", ", FIGURES))
                .replace("{sums}", SUMS);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("limit", question.page().limit());
        parameters.put("offset", question.page().offset());
        question.filters().forEach((dimension, values) -> parameters.put(dimension.word(), values));
        if (question.isTimed()) {
            parameters.put("tz", question.zone().getId());
        }
        List<RollupRange> cover = question.cover();
        for (int i = 0; i < cover.size(); i++) {
            put(parameters, "from" + i, cover.get(i).from());
            put(parameters, "to" + i, cover.get(i).to());
        }
        return parameters;
    }

    /** How many entries are flagged, up to ten thousand: they are counted one by one. */
    String flagged() {
        String from = question.from() == null ? "" : " and called_at >= :from";
        String to = question.to() == null ? "" : " and called_at < :to";
        return "select count(*) from (select 1 from entry where flags is not null" + from + to + " " + filters()
                + " limit 10000) as flagged";
    }

    Map<String, Object> flaggedParameters() {
        Map<String, Object> parameters = new HashMap<>();
        question.filters().forEach((dimension, values) -> parameters.put(dimension.word(), values));
        put(parameters, "from", question.from());
        put(parameters, "to", question.to());
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, Instant moment) {
        if (moment != null) {
            parameters.put(name, moment);
        }
    }

    /** The condition for all stretches of single entries, or for all others. */
    private String stretches(boolean ofEntries) {
        List<RollupRange> cover = question.cover();
        return IntStream.range(0, cover.size())
                .filter(i -> cover.get(i).isOfEntries() == ofEntries)
                .mapToObj(i -> condition(cover.get(i), i))
                .collect(
                        Collectors.collectingAndThen(Collectors.joining(" or "), any -> any.isEmpty() ? "false" : any));
    }

    private static String condition(RollupRange rollupRange, int i) {
        String moment = rollupRange.isOfEntries() ? "called_at" : "starts_at";
        StringJoiner condition = new StringJoiner(" and ", "(", ")").setEmptyValue("true");
        if (!rollupRange.isOfEntries()) {
            condition.add("span = '" + rollupRange.span().word() + "'");
        }
        if (rollupRange.from() != null) {
            condition.add(moment + " >= :from" + i);
        }
        if (rollupRange.to() != null) {
            condition.add(moment + " < :to" + i);
        }
        return condition.toString();
    }

    private String filters() {
        return question.filters().keySet().stream()
                .map(dimension -> "and " + dimension.column() + " in (:" + dimension.word() + ")")
                .collect(Collectors.joining(" "));
    }

    /** Where what has no price goes in a group: to its first currency, unless the question is by currency. */
    private String home(String names) {
        if (question.by().contains(SpendDimension.CURRENCY)) {
            return "currency";
        }
        String group = names.isEmpty() ? "" : "partition by " + names.substring(0, names.length() - 1);
        return "coalesce(currency, min(currency) over (" + group + "))";
    }

    private static String each(List<SpendDimension> keys, IntFunction<String> text) {
        return IntStream.range(0, keys.size()).mapToObj(text).collect(Collectors.joining());
    }
}
