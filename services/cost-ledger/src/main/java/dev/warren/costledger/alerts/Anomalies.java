package dev.warren.costledger.alerts;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hours in which a user or a feature spent far more than it ever does. Thread-safe. */
@ApplicationScoped
class Anomalies {

    private static final String KIND = "spend-anomaly";

    /** What may be put into the statement, and what a person calls it. */
    private static final Map<String, String> COLUMNS = Map.of("userid", "user", "feature", "feature");

    private static final String FIND = """
            with hour as (
              select {who} as who, currency, sum(amount) as amount
              from rollup join spend_key on spend_key.id = rollup.key
              where span = 'hour' and starts_at = ?
              group by {who}, currency having sum(amount) >= ?
            ), past as (
              select hour.who, hour.currency, starts_at, sum(rollup.amount) as amount
              from hour
              join spend_key on spend_key.{who} = hour.who and spend_key.currency = hour.currency
              join rollup on rollup.key = spend_key.id
              where span = 'hour' and starts_at >= ? and starts_at < ?
              group by hour.who, hour.currency, starts_at having sum(rollup.amount) > 0
            ), usual as (
              select who, currency, percentile_disc(0.95) within group (order by amount) as amount
              from past group by who, currency having count(*) >= ?
            )
            select who, currency, hour.amount, usual.amount from hour join usual using (who, currency)
            where hour.amount > usual.amount * ? order by who, currency
            """;

    private final AnomalyConfig config;

    Anomalies(AnomalyConfig config) {
        this.config = config;
    }

    /**
     * Those of the hour that a moment is in, as far as it has gone, and of the hour before, in which calls came late.
     */
    List<AlertTrigger> around(Connection connection, Instant moment) throws SQLException {
        Instant hour = moment.truncatedTo(ChronoUnit.HOURS);
        List<AlertTrigger> found = new ArrayList<>();
        for (Instant beginning : List.of(hour.minus(1, ChronoUnit.HOURS), hour)) {
            for (String column : COLUMNS.keySet()) {
                found.addAll(find(connection, column, beginning));
            }
        }
        return found;
    }

    private List<AlertTrigger> find(Connection connection, String column, Instant hour) throws SQLException {
        return Jdbc.list(
                connection,
                FIND.replace("{who}", column),
                row -> occurrence(
                        COLUMNS.get(column),
                        hour,
                        row.getString(1),
                        row.getString(2),
                        row.getBigDecimal(3),
                        row.getBigDecimal(4)),
                hour,
                config.minAmount(),
                hour.minus(config.history()),
                hour,
                config.minHours(),
                config.factor());
    }

    private static AlertTrigger occurrence(
            String dimension, Instant hour, String who, String currency, BigDecimal amount, BigDecimal usual) {
        String message = "%s %s spent %s %s in the hour from %s, %s times a normal hour (%s)."
                .formatted(
                        dimension.equals("user") ? "User" : "Feature",
                        who,
                        amount.toPlainString(),
                        currency,
                        hour,
                        amount.divide(usual, 0, RoundingMode.DOWN).toPlainString(),
                        usual.toPlainString());
        Map<String, String> details = Map.of(
                dimension,
                who,
                "hour",
                hour.toString(),
                "amount",
                amount.toPlainString(),
                "usual",
                usual.toPlainString(),
                "currency",
                currency);
        return new AlertTrigger(
                new Alert(Severity.WARNING, KIND, message, details),
                String.join("|", dimension, who, currency, hour.toString()),
                dimension.equals("user") ? new Attribution(who, null) : Attribution.NOBODY,
                new AlertGroup(
                        String.join("|", KIND, dimension, currency, hour.toString()), dimension + " " + who, null));
    }
}
