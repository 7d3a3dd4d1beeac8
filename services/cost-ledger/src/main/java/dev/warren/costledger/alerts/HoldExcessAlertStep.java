package dev.warren.costledger.alerts;

import dev.warren.contracts.json.Decimals;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.budgets.hold.HoldExcess;
import dev.warren.costledger.budgets.hold.HoldExcessStep;
import dev.warren.costledger.budgets.model.BudgetScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Says that a call cost more than was reserved for it, so that a hard limit may be exceeded by the difference: once per
 * provider, asked and served model, and day (UTC).
 */
@ApplicationScoped
class HoldExcessAlertStep implements HoldExcessStep {

    private static final String KIND = "hold-exceeded";

    private final Alerts alerts;
    private final Clock clock;

    HoldExcessAlertStep(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void exceeded(Connection connection, List<HoldExcess> exceeding) throws SQLException {
        alerts.raise(connection, exceeding.stream().map(this::occurrence).toList());
    }

    private AlertTrigger occurrence(HoldExcess holdExcess) {
        BudgetScope call = holdExcess.call();
        String served = holdExcess.servedModel() == null ? call.model() : holdExcess.servedModel();
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, String> details = Map.of(
                "provider", call.provider(),
                "model", call.model(),
                "served", served,
                "held", Decimals.plain(holdExcess.held()),
                "cost", Decimals.plain(holdExcess.cost()),
                "currency", holdExcess.currency(),
                "day", day.toString());
        return new AlertTrigger(
                new Alert(Severity.WARNING, KIND, sentence(holdExcess, served), details),
                "%s|%s|%s|%s".formatted(call.provider(), call.model(), served, day));
    }

    private static String sentence(HoldExcess holdExcess, String served) {
        return "A call to model %s of provider %s, served by %s, cost %s %s and %s was reserved: hard budgets may be exceeded by the difference."
                .formatted(
                        holdExcess.call().model(),
                        holdExcess.call().provider(),
                        served,
                        Decimals.plain(holdExcess.cost()),
                        holdExcess.currency(),
                        Decimals.plain(holdExcess.held()));
    }
}
