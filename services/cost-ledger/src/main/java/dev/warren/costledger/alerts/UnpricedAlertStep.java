package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.booking.BookingStep;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.booking.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Says that calls are not priced: once per model, reason and day (UTC) of the call. */
@ApplicationScoped
class UnpricedAlertStep implements BookingStep {

    private static final String KIND = "usage-unpriced";

    private final Alerts alerts;

    UnpricedAlertStep(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public void booked(Connection connection, List<LedgerEntry> added) throws SQLException {
        alerts.raise(
                connection,
                added.stream()
                        .filter(entry -> !entry.charge().isPriced())
                        .filter(entry -> !entry.usage().isReuse())
                        .map(UnpricedAlertStep::occurrence)
                        .distinct()
                        .toList());
    }

    private static AlertTrigger occurrence(LedgerEntry entry) {
        UsageRecord usage = entry.usage();
        Reason reason = entry.charge().reason();
        LocalDate day = LocalDate.ofInstant(usage.at(), ZoneOffset.UTC);
        Map<String, String> details = Map.of(
                "provider", usage.provider(), "model", usage.model(), "reason", reason.word(), "day", day.toString());
        return new AlertTrigger(
                new Alert(Severity.WARNING, KIND, sentence(reason, usage.provider(), usage.model()), details),
                "%s|%s|%s".formatted(usage.model(), reason.word(), day));
    }

    private static String sentence(Reason reason, String provider, String model) {
        return switch (reason) {
            case UNKNOWN_MODEL ->
                "There is no price for model %s of provider %s; its calls are booked as unpriced. Add it to the price list."
                        .formatted(model, provider);
            case UNKNOWN_TOKENS ->
                "Provider %s did not say how many tokens a call to model %s used; such calls are booked as unpriced."
                        .formatted(provider, model);
        };
    }
}
