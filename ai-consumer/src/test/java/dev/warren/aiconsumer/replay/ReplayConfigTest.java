package dev.warren.aiconsumer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayConfigTest {

    @Test
    void defaults() {
        ReplayConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ReplayConfig.class)
                .build()
                .getConfigMapping(ReplayConfig.class);

        assertThat(config.log()).isEqualTo("events.log");
        assertThat(config.rate()).isEqualTo(BigDecimal.TEN);
        assertThat(config.maxRate()).isEqualTo(new BigDecimal("1000"));
        assertThat(config.concurrency()).isEqualTo(8);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.checkpoint()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.poll()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.clockDifference()).isEqualTo(Duration.ofMinutes(1));
    }
}
