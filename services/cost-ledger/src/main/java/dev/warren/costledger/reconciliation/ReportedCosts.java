package dev.warren.costledger.reconciliation;

import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.reconciliation.ReconciliationReport.Reported;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What a provider said with its answers that they cost, beside what the ledger has for them. Thread-safe. */
@ApplicationScoped
class ReportedCosts {

    private static final String SUMS = """
            select cast(called_at at time zone ? as date) as day, model, count(*), sum(reported_cost),
              sum(coalesce(case when currency = 'USD' then amount end, 0) + coalesce(
                (select sum(fix.amount) from entry as fix where fix.corrects = call.call_id and fix.currency = 'USD'), 0))
            from entry as call
            where provider = ? and called_at >= ? and called_at < ? and reported_cost is not null
              and reused_call_id is null and corrects is null
            group by day, model order by day, model collate "C"
            """;

    private final ServiceDatabase database;

    ReportedCosts(ServiceDatabase database) {
        this.database = database;
    }

    /** Those of a period, by day and model. */
    List<Reported> of(String provider, LocalDate first, LocalDate last, ZoneId zone) {
        return database.transact(connection -> Jdbc.list(
                connection,
                SUMS,
                ReportedCosts::reported,
                zone.getId(),
                provider,
                first.atStartOfDay(zone).toOffsetDateTime(),
                last.plusDays(1).atStartOfDay(zone).toOffsetDateTime()));
    }

    private static Reported reported(ResultSet row) throws SQLException {
        BigDecimal said = row.getBigDecimal(4);
        BigDecimal ledger = row.getBigDecimal(5);
        return new Reported(
                row.getObject(1, LocalDate.class),
                row.getString(2),
                row.getLong(3),
                Decimals.plain(said),
                Decimals.plain(ledger),
                Decimals.plain(said.subtract(ledger)));
    }
}
