package dev.warren.costledger.spend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question in SQL. Everything that a request brings is a parameter; the text is put together from what stands here
 * and in {@link Dimension}.
 */
record SpendSql(SpendQuestion question) {

    /** The column that counts the groups in a total, and is null in a group. */
    static final String GROUPS = "group_count";

    private static final String TEXT = """
            with by_currency as (
              select {columns} currency collate "C" as currency, count(*) filter (where {called}) as calls,
                sum(input_tokens) filter (where {called}) as input_tokens,
                sum(cached_input_tokens) filter (where {called}) as cached_input_tokens,
                sum(output_tokens) filter (where {called}) as output_tokens, sum(amount) as amount,
                count(*) filter (where {called} and amount is null) as unpriced_calls,
                count(*) filter (where not {called}) as reused,
                case when currency is not null then coalesce(sum(saved), 0) end as saved
              from entry where {condition} group by {keys} entry.currency
            ), homed as (
              select *, {home} as home from by_currency
            ), grouped as (
              select {keys} home as currency, {sums} from homed group by {keys} home
            ), page as (
              select {keys} currency, calls, input_tokens, cached_input_tokens, output_tokens, amount, unpriced_calls,
                reused, saved, cast(null as bigint) as group_count
              from grouped order by {keys} currency limit :limit offset :offset
            ), total as (
              select {nulls} currency, {sums}, count(*) as group_count from grouped group by currency
            )
            select * from (select * from page union all select * from total) as answer
            order by group_count is not null, {keys} currency
            """;

    private static final String SUMS = """
            sum(calls) as calls, coalesce(sum(input_tokens), 0) as input_tokens,
            coalesce(sum(cached_input_tokens), 0) as cached_input_tokens, coalesce(sum(output_tokens), 0) as output_tokens,
            sum(amount) as amount, sum(unpriced_calls) as unpriced_calls, sum(reused) as reused, sum(saved) as saved""";

    /** What tells calls from answers that were used again. */
    private static final String CALLED = "(reused_call_id is null)";

    /** The dimensions that make groups. */
    static List<Dimension> keys(SpendQuestion question) {
        return question.by().stream()
                .filter(dimension -> dimension != Dimension.CURRENCY)
                .toList();
    }

    /** The column of the i-th of {@link #keys}. */
    static String key(int i) {
        return "key" + i;
    }

    String text() {
        List<Dimension> keys = keys(question);
        String names = each(keys, i -> key(i) + ",");
        return TEXT.replace("{columns}", each(keys, i -> keys.get(i).column() + " as " + key(i) + ","))
                .replace("{nulls}", each(keys, i -> "cast(null as text) as " + key(i) + ","))
                .replace("{keys}", names)
                .replace("{called}", CALLED)
                .replace("{condition}", condition())
                .replace("{home}", home(names))
                .replace("{sums}", SUMS);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("limit", question.page().limit());
        parameters.put("offset", question.page().offset());
        question.filters().forEach((dimension, values) -> parameters.put(dimension.word(), values));
        if (question.by().contains(Dimension.DAY)) {
            parameters.put("tz", question.zone().getId());
        }
        if (question.from() != null) {
            parameters.put("from", question.from());
        }
        if (question.to() != null) {
            parameters.put("to", question.to());
        }
        return parameters;
    }

    private String condition() {
        StringJoiner condition = new StringJoiner(" and ").setEmptyValue("true");
        if (question.from() != null) {
            condition.add("called_at >= :from");
        }
        if (question.to() != null) {
            condition.add("called_at < :to");
        }
        question.filters()
                .keySet()
                .forEach(dimension -> condition.add(dimension.column() + " in (:" + dimension.word() + ")"));
        return condition.toString();
    }

    /** Where what has no price goes in a group: to its first currency, unless the question is by currency. */
    private String home(String names) {
        if (question.by().contains(Dimension.CURRENCY)) {
            return "currency";
        }
        String group = names.isEmpty() ? "" : "partition by " + names.substring(0, names.length() - 1);
        return "coalesce(currency, min(currency) over (" + group + "))";
    }

    private static String each(List<Dimension> keys, IntFunction<String> text) {
        return IntStream.range(0, keys.size()).mapToObj(text).collect(Collectors.joining());
    }
}
