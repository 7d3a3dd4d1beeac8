package dev.warren.aiconsumer;

import dev.warren.amqp.PeriodicTask;
import dev.warren.modelchain.ProviderTester;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.message.MessageSink;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Books the calls of provider tests whose process or broker went away before they were booked. */
@ApplicationScoped
class ProviderTestBooking {

    private static final Logger LOG = Logger.getLogger(ProviderTestBooking.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ProviderTester tests;
    private final MessageSink messageSink;
    private volatile PeriodicTask periodicTask;

    ProviderTestBooking(ProviderTester tests, MessageSink messageSink) {
        this.tests = tests;
        this.messageSink = messageSink;
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("provider-test-booking", INTERVAL, this::book);
    }

    void onStop(@Observes ShutdownEvent event) {
        periodicTask.close();
    }

    private void book() {
        try {
            tests.bookPending(messageSink);
        } catch (DependencyUnavailableException e) {
            LOG.warnf("calls of provider tests not booked yet cause=%s", e);
        }
    }
}
