package dev.warren.aiconsumer.replay;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** Refuses settings of replays that cannot work. */
@ApplicationScoped
class ReplayConfigCheck implements SettingsCheck {

    private static final BigDecimal HIGHEST_RATE = new BigDecimal("1000000");

    private final ReplayConfig config;

    ReplayConfigCheck(ReplayConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(ReplayConfig config) {
        new SettingsFaults("warren.replay.")
                .demand(
                        isBetween(ReplayConfig.LOWEST_RATE, config.maxRate(), HIGHEST_RATE),
                        "max-rate",
                        "must be from 0.001 to 1000000 events per second")
                .demand(
                        isBetween(ReplayConfig.LOWEST_RATE, config.rate(), config.maxRate()),
                        "rate",
                        "must be from 0.001 to warren.replay.max-rate events per second")
                .atLeastOne("concurrency", config.concurrency())
                .positive("checkpoint", config.checkpoint())
                .positive("poll", config.poll())
                .demand(
                        config.lease().compareTo(config.checkpoint()) > 0,
                        "lease",
                        "must be longer than warren.replay.checkpoint (%s), with which it is renewed, but is %s"
                                .formatted(config.checkpoint(), config.lease()))
                .demand(!config.clockDifference().isNegative(), "clock-difference", "must not be negative")
                .throwIfAny();
    }

    private static boolean isBetween(BigDecimal least, BigDecimal value, BigDecimal most) {
        return least.compareTo(value) <= 0 && value.compareTo(most) <= 0;
    }
}
