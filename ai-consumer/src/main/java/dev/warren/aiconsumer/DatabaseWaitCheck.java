package dev.warren.aiconsumer;

import dev.warren.amqp.AmqpConfig;
import dev.warren.modelchain.store.CompletionSettings;
import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Rejects a wait for the database that is longer than the consumer timeout of the broker. */
@ApplicationScoped
class DatabaseWaitCheck implements SettingsCheck {

    private final CompletionSettings completions;
    private final AmqpConfig amqp;

    DatabaseWaitCheck(CompletionSettings completions, AmqpConfig amqp) {
        this.completions = completions;
        this.amqp = amqp;
    }

    @Override
    public void check() {
        check(completions.maxWait(), amqp.consumerTimeout());
    }

    static void check(Duration maxWait, Duration consumerTimeout) {
        new SettingsFaults("warren.completions.")
                .demand(
                        maxWait.compareTo(consumerTimeout) < 0,
                        "max-wait",
                        "must be below warren.amqp.consumer-timeout (%s), but is %s"
                                .formatted(consumerTimeout, maxWait))
                .throwIfAny();
    }
}
