package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.contracts.v1.Decimals;
import dev.warren.costledger.budgets.Excess;
import dev.warren.costledger.budgets.ExcessStep;
import dev.warren.costledger.budgets.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Says that a call cost more than was set aside for it, so that a hard limit may be exceeded by the difference: once
 * per provider, asked and served model, and day (UTC).
 */
@ApplicationScoped
class ExcessAlertStep implements ExcessStep {

    private static final String KIND = "hold-exceeded";

    private final Alerts alerts;
    private final Clock clock;

    ExcessAlertStep(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void exceeded(Connection connection, List<Excess> exceeding) throws SQLException {
        alerts.raise(connection, exceeding.stream().map(this::occurrence).toList());
    }

    private Occurrence occurrence(Excess excess) {
        Scope call = excess.call();
        String served = excess.servedModel() == null ? call.model() : excess.servedModel();
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, String> details = Map.of(
                "provider", call.provider(),
                "model", call.model(),
                "served", served,
                "held", Decimals.plain(excess.held()),
                "cost", Decimals.plain(excess.cost()),
                "currency", excess.currency(),
                "day", day.toString());
        return new Occurrence(
                new Alert(Severity.WARNING, KIND, sentence(excess, served), details),
                "%s|%s|%s|%s".formatted(call.provider(), call.model(), served, day));
    }

    private static String sentence(Excess excess, String served) {
        return "A call to model %s of provider %s, served by %s, cost %s %s and %s was set aside: hard budgets may be exceeded by the difference."
                .formatted(
                        excess.call().model(),
                        excess.call().provider(),
                        served,
                        Decimals.plain(excess.cost()),
                        excess.currency(),
                        Decimals.plain(excess.held()));
    }
}
