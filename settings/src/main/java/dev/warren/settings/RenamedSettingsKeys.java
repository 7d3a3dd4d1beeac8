package dev.warren.settings;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys of earlier versions: whoever still has one is told the new name. */
final class RenamedSettingsKeys {

    /** Of each provider. */
    private static final Pattern OF_A_PROVIDER = Pattern.compile("warren\\.providers\\.[^.]+\\.");

    private static final Map<String, String> NEW_NAMES = Map.ofEntries(
            Map.entry("warren.amqp.bytes-in-hand", "warren.amqp.bytes-in-flight"),
            Map.entry("warren.amqp.hold-limit", "warren.amqp.message-timeout"),
            Map.entry("warren.completions.patience", "warren.completions.max-wait"),
            Map.entry("warren.dead-letters.patience", "warren.dead-letters.timeout"),
            Map.entry("warren.dead-letters.review-interval", "warren.dead-letters.full-check-interval"),
            Map.entry("warren.dead-letters.watch-interval", "warren.dead-letters.check-interval"),
            Map.entry("warren.holds.answer-within", "warren.holds.reply-timeout"),
            Map.entry("warren.holds.patience", "warren.holds.max-wait"),
            Map.entry("warren.holds.pause", "warren.holds.retry-delay"),
            Map.entry("warren.intake.in-hand", "warren.intake.bytes-in-flight"),
            Map.entry("warren.intake.in-hand-per-address", "warren.intake.bytes-in-flight-per-address"),
            Map.entry("warren.intake.patience", "warren.intake.max-wait"),
            Map.entry("warren.intake.slow-after", "warren.intake.slow-body-timeout"),
            Map.entry("warren.ledger.accounts.kept", "warren.ledger.accounts.retention"),
            Map.entry("warren.ledger.alerts.together", "warren.ledger.alerts.summary-interval"),
            Map.entry("warren.ledger.anomalies.hours", "warren.ledger.anomalies.min-hours"),
            Map.entry("warren.ledger.anomalies.least", "warren.ledger.anomalies.min-amount"),
            Map.entry("warren.notifier.retention.every", "warren.notifier.retention.interval"),
            Map.entry("warren.notifier.retention.keep", "warren.notifier.retention.period"),
            Map.entry("warren.notifier.retention.portion", "warren.notifier.retention.batch-size"),
            Map.entry("warren.notifier.stream.position-every", "warren.notifier.stream.position-interval"),
            Map.entry("warren.outage.hold-limit", "warren.outage.max-wait"),
            Map.entry("warren.outage.max-waiting", "warren.outage.max-waiting-events"),
            Map.entry("warren.outage.own-failures", "warren.outage.event-failures"),
            Map.entry("max-rest", "max-retry-after"),
            Map.entry("output-limit", "max-tokens-parameter"),
            Map.entry("responses-in-hand", "response-memory"),
            Map.entry("warren.retries.patience", "warren.retries.max-duration"));

    private RenamedSettingsKeys() {}

    /** What a key is called now, if it was renamed; of a provider's key its last part. */
    static Optional<String> newName(String key) {
        return Optional.ofNullable(NEW_NAMES.get(OF_A_PROVIDER.matcher(key).replaceFirst("")));
    }
}
