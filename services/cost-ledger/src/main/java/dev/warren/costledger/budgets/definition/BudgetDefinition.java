package dev.warren.costledger.budgets.definition;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A budget as somebody writes it, before anyone has looked at it: every part may be missing or wrong. What an answer
 * has beside these fields may stand here too, so that an answer can be changed and sent back; it is not read.
 *
 * @param who who makes it; null where something else says so
 * @param why why
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties({"name", "origin", "version", "accounts", "fullest"})
@Schema(name = "BudgetDefinition")
public record BudgetDefinition(
        @Schema(description = "`hard`: calls wait once it is exhausted; `soft`: alerts only", examples = "hard")
        String kind,

        @Schema(description = "ISO 4217; calls that are priced in it are counted", examples = "USD")
        String currency,

        @Schema(description = "Per period and account; an exact decimal; 0 allows no spend", examples = "5.00")
        String limit,

        @Schema(description = "The calls that it covers; all unless given")
        Dimensions scope,

        @Schema(description = "hour, day, week (from Monday), month, rolling or total", examples = "day")
        String period,

        @Schema(description = "Of a rolling period: whole minutes, from 1m to 366d", examples = "7d")
        String length,

        @Schema(description = "Where calendar periods begin; UTC unless given", examples = "Europe/Berlin")
        String zone,

        @Schema(description = "Percentages of the limit that raise an alert, increasing; 50, 80, 100 unless given")
        List<Integer> thresholds,

        @Schema(description = "The author, unless X-Warren-User names one", examples = "ada")
        String who,

        @Schema(description = "The reason, for the audit", examples = "agreed with support on 2026-11-20")
        String why) {

    /** As the ledger has it. */
    public static BudgetDefinition of(Budget budget) {
        BudgetPeriod period = budget.period();
        boolean rolling = period.unit() == BudgetPeriod.Unit.ROLLING;
        return new BudgetDefinition(
                budget.kind().word(),
                budget.currency(),
                MoneyFormat.text(budget.limit()),
                Dimensions.of(budget.scope()),
                period.unit().word(),
                rolling ? PeriodLength.text(period.length()) : null,
                rolling || period.unit() == BudgetPeriod.Unit.TOTAL
                        ? null
                        : period.zone().getId(),
                budget.thresholds(),
                null,
                null);
    }
}
