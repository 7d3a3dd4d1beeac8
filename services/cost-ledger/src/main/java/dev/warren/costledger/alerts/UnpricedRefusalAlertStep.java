package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.budgets.hold.UnpricedRefusalStep;
import dev.warren.costledger.budgets.model.UnpricedRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Says that calls are not made, as a hard budget covers them and nobody knows their price: once per provider and model.
 */
@ApplicationScoped
class UnpricedRefusalAlertStep implements UnpricedRefusalStep {

    private static final String KIND = "budget-unpriced";

    private final Alerts alerts;

    UnpricedRefusalAlertStep(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public void unpriced(Connection connection, List<UnpricedRefusal> refused) throws SQLException {
        alerts.raise(
                connection,
                refused.stream()
                        .map(UnpricedRefusalAlertStep::occurrence)
                        .distinct()
                        .toList());
    }

    private static AlertTrigger occurrence(UnpricedRefusal refused) {
        Map<String, String> details =
                Map.of("provider", refused.provider(), "model", refused.model(), "budget", refused.budget());
        String message = "%s Such calls are not made; their events wait until a price is added, see ./warren held."
                .formatted(refused.message());
        return new AlertTrigger(
                new Alert(Severity.CRITICAL, KIND, message, details),
                "%s|%s".formatted(refused.provider(), refused.model()));
    }
}
