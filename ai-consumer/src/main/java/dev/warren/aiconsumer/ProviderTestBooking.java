package dev.warren.aiconsumer;

import dev.warren.modelchain.ProviderTester;
import dev.warren.modelchain.message.MessageSink;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Has the calls of tests booked that a process or the broker did not live to see, for as long as the service runs. */
@ApplicationScoped
class ProviderTestBooking {

    private static final Logger LOG = Logger.getLogger(ProviderTestBooking.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ProviderTester tests;
    private final MessageSink messageSink;
    private final Thread thread =
            Thread.ofVirtual().name("provider-test-booking").unstarted(this::run);

    ProviderTestBooking(ProviderTester tests, MessageSink messageSink) {
        this.tests = tests;
        this.messageSink = messageSink;
    }

    void onStart(@Observes StartupEvent event) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                book();
            }
        } catch (InterruptedException e) {
            LOG.debug("the service stops");
        }
    }

    private void book() {
        try {
            tests.bookPending(messageSink);
        } catch (RuntimeException e) { // whatever it is, the next time is another one
            LOG.warnf("calls of provider tests not booked yet cause=%s", e);
        }
    }
}
