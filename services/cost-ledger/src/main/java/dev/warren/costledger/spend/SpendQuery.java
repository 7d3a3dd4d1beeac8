package dev.warren.costledger.spend;

import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.spend.SpendReport.Group;
import dev.warren.costledger.spend.SpendReport.Sums;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers questions from the sums, and from the entries where sums are too long; groups and totals are of the same
 * instant.
 */
@ApplicationScoped
class SpendQuery {

    @Inject
    EntityManager database;

    @Transactional
    SpendReport answer(SpendQuestion question) {
        SpendSql sql = new SpendSql(question);
        Query query = database.createNativeQuery(sql.text(), Tuple.class);
        sql.parameters().forEach(query::setParameter);
        @SuppressWarnings("unchecked") // said by the second argument above
        List<Tuple> rows = query.getResultList();
        return new SpendReport(
                question.from(),
                question.to(),
                question.zone().getId(),
                question.by().stream().map(SpendDimension::word).toList(),
                rows.stream()
                        .filter(SpendQuery::isTotal)
                        .mapToLong(row -> number(row, SpendSql.GROUPS))
                        .sum(),
                rows.stream()
                        .filter(row -> !isTotal(row))
                        .map(row -> new Group(key(question, row), sums(row)))
                        .toList(),
                rows.stream().filter(SpendQuery::isTotal).map(SpendQuery::sums).toList(),
                flagged(sql));
    }

    private long flagged(SpendSql sql) {
        Query query = database.createNativeQuery(sql.flagged());
        sql.flaggedParameters().forEach(query::setParameter);
        return ((Number) query.getSingleResult()).longValue();
    }

    private static boolean isTotal(Tuple row) {
        return row.get(SpendSql.GROUPS) != null;
    }

    private static Map<String, String> key(SpendQuestion question, Tuple row) {
        Map<String, String> key = new LinkedHashMap<>();
        List<SpendDimension> keys = SpendSql.keys(question);
        for (int i = 0; i < keys.size(); i++) {
            key.put(keys.get(i).word(), row.get(SpendSql.key(i), String.class));
        }
        return key;
    }

    private static Sums sums(Tuple row) {
        return new Sums(
                number(row, "calls"),
                number(row, "input_tokens"),
                number(row, "cached_input_tokens"),
                number(row, "output_tokens"),
                money(row, "amount"),
                row.get("currency", String.class),
                number(row, "unpriced"),
                number(row, "reused"),
                money(row, "saved"));
    }

    private static long number(Tuple row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    /** Null where nothing is priced. */
    private static String money(Tuple row, String column) {
        return row.get("currency") == null ? null : Decimals.plain(row.get(column, BigDecimal.class));
    }
}
