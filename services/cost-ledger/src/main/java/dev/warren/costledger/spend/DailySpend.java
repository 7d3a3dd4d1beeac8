package dev.warren.costledger.spend;

import dev.warren.costledger.http.PageRequest;
import dev.warren.costledger.spend.SpendReport.Group;
import dev.warren.costledger.spend.SpendReport.Sums;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What was spent with a provider, day by day. Thread-safe. */
@ApplicationScoped
public class DailySpend {

    private static final PageRequest EVERYTHING = new PageRequest(Integer.MAX_VALUE, 0);

    private final SpendQuery query;

    DailySpend(SpendQuery query) {
        this.query = query;
    }

    /**
     * The calls of a day to a model.
     *
     * @param sums in one currency; without currency, what is not priced
     */
    public record Row(LocalDate day, String model, Sums sums) {}

    /**
     * All days and models that there are, in order.
     *
     * @param first the first day
     * @param last the last day
     * @param zone where days begin
     */
    public List<Row> of(String provider, LocalDate first, LocalDate last, ZoneId zone) {
        SpendQuestion question = new SpendQuestion(
                List.of(SpendDimension.DAY, SpendDimension.MODEL, SpendDimension.CURRENCY),
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                zone,
                Map.of(SpendDimension.PROVIDER, List.of(provider)),
                EVERYTHING);
        return query.answer(question).groups().stream().map(DailySpend::row).toList();
    }

    private static Row row(Group group) {
        Map<String, String> key = group.key();
        return new Row(
                LocalDate.parse(key.get(SpendDimension.DAY.word())),
                key.get(SpendDimension.MODEL.word()),
                group.sums());
    }
}
