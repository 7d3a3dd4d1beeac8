package dev.warren.deadletters;

import dev.warren.amqp.PeriodicTask;
import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.deadletters.queue.DeadLetterQueue;
import dev.warren.deadletters.queue.DeadLettersConfig;
import dev.warren.deadletters.queue.DeadLettersUnavailableException;
import dev.warren.messaging.publishing.UnconfirmedException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the metrics of dead letters true, and has an alert raised when one of them waits for too long. Reads the
 * letters only where their number has changed, and now and then: the broker counts every reading of a letter.
 */
@ApplicationScoped
class DeadLetterMonitor {

    private static final Logger LOG = Logger.getLogger(DeadLetterMonitor.class);
    private static final long NOT_COUNTED = -1;

    private final DeadLetterQueue deadLetterQueue;
    private final DeadLetterMetrics metrics;
    private final DeadLetterAlertJob alert;
    private final DeadLettersConfig config;
    private final Clock clock;
    private final String service;

    private PeriodicTask periodicTask;
    private volatile long counted = NOT_COUNTED;
    private Instant lastRead = Instant.EPOCH;
    private DeadLetter oldest;
    private long waiting;

    DeadLetterMonitor(
            DeadLetterQueue deadLetterQueue,
            DeadLetterMetrics metrics,
            DeadLetterAlertJob alert,
            DeadLettersConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.deadLetterQueue = deadLetterQueue;
        this.metrics = metrics;
        this.alert = alert;
        this.config = config;
        this.clock = clock;
        this.service = service;
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("dead-letters", config.checkInterval(), this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        if (periodicTask != null) {
            periodicTask.close();
        }
    }

    /** Forces a recount, because dead letters were removed. */
    void otherLettersThanBefore() {
        counted = NOT_COUNTED;
    }

    private void look() {
        try {
            OptionalLong now = deadLetterQueue.count();
            if (now.isPresent()) {
                look(now.getAsLong());
            }
        } catch (DeadLettersUnavailableException | UnconfirmedException e) {
            LOG.debugf("dead-letter check failed cause=%s", e);
            otherLettersThanBefore();
        } catch (RuntimeException | Error e) {
            otherLettersThanBefore();
            throw e;
        }
    }

    private void look(long now) {
        if (now != counted || isOver(config.fullCheckInterval(), lastRead)) {
            read(now);
        }
        if (isAlarming() && !alert.isRaisedFor(oldest)) {
            read(now);
            raise();
        }
    }

    /** What is counted is set first: letters that leave while they are read are other letters than before. */
    private void read(long now) {
        counted = now;
        lastRead = clock.instant();
        DeadLetterGrouping deadLetterGrouping = new DeadLetterGrouping(service);
        long unread = deadLetterQueue.read(deadLetterGrouping);
        oldest = deadLetterGrouping.oldest();
        waiting = deadLetterGrouping.count() + unread;
        metrics.show(deadLetterGrouping, waiting);
    }

    /** It is as true after this reading as it can be. */
    private void raise() {
        if (isAlarming()) {
            alert.raise(oldest, waiting);
        }
    }

    private boolean isAlarming() {
        return oldest != null && (oldest.at() == null || isOver(config.alertAfter(), oldest.at()));
    }

    private boolean isOver(Duration time, Instant since) {
        return since.plus(time).isBefore(clock.instant());
    }
}
