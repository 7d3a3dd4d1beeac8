package dev.warren.intake;

import dev.warren.amqp.AmqpConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** The application does not start with limits that let in what cannot be carried, or nothing. */
@ApplicationScoped
@Startup(Interceptor.Priority.PLATFORM_BEFORE) // before anything waits for the broker
class SizeLimitsCheck {

    @Inject
    SizeLimitsCheck(IntakeConfig intake, AmqpConfig amqp) {
        long body = intake.limits().body().asLongValue();
        if (2 * body > amqp.maxMessageBytes()) {
            throw new ConfigurationException(
                    "warren.intake.limits.body is %d bytes and must be at most half of".formatted(body)
                            + " warren.amqp.max-message-bytes (%d), which must be the same in every service"
                                    .formatted(amqp.maxMessageBytes()));
        }
        intake.bytesInFlightPerAddress()
                .map(MemorySize::asLongValue)
                .filter(share -> 2 * body >= share)
                .ifPresent(share -> {
                    throw new ConfigurationException(
                            "warren.intake.bytes-in-flight-per-address is %d bytes and must be more than twice"
                                            .formatted(share)
                                    + " warren.intake.limits.body (%d)".formatted(body));
                });
        if (2 * body >= intake.bytesInFlight().asLongValue()
                || intake.bytesInFlight().asLongValue() > Integer.MAX_VALUE) {
            throw new ConfigurationException("warren.intake.bytes-in-flight is %d bytes and must be more than twice"
                            .formatted(intake.bytesInFlight().asLongValue())
                    + " warren.intake.limits.body (%d), and less than 2G".formatted(body));
        }
    }
}
