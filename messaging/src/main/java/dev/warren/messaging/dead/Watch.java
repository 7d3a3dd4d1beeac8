package dev.warren.messaging.dead;

import dev.warren.messaging.UnconfirmedException;
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
class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final long NOT_COUNTED = -1;

    private final LetterBox box;
    private final LetterMetrics metrics;
    private final WaitingAlert alert;
    private final DeadLettersConfig config;
    private final Clock clock;
    private final String service;
    private final Thread thread = Thread.ofVirtual().name("dead-letters").unstarted(this::run);

    private volatile long counted = NOT_COUNTED;
    private Instant lastRead = Instant.EPOCH;
    private Letter oldest;
    private long waiting;

    Watch(
            LetterBox box,
            LetterMetrics metrics,
            WaitingAlert alert,
            DeadLettersConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.box = box;
        this.metrics = metrics;
        this.alert = alert;
        this.config = config;
        this.clock = clock;
        this.service = service;
    }

    void onStart(@Observes StartupEvent event) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Says that letters have left, perhaps as many as have come. */
    void otherLettersThanBefore() {
        counted = NOT_COUNTED;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(config.watchInterval());
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("the service stops");
        }
    }

    private void look() {
        try {
            OptionalLong now = box.count();
            if (now.isPresent()) {
                look(now.getAsLong());
            }
        } catch (OutOfReachException | UnconfirmedException e) {
            LOG.debugf("dead letters not watched cause=%s", e);
            otherLettersThanBefore();
        } catch (Throwable e) { // whatever it is, the next look is another one
            LOG.warnf(e, "dead letters not watched");
            otherLettersThanBefore();
        }
    }

    private void look(long now) {
        if (now != counted || isOver(config.reviewInterval(), lastRead)) {
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
        Groups groups = new Groups(service);
        long unread = box.read(groups);
        oldest = groups.oldest();
        waiting = groups.count() + unread;
        metrics.show(groups, waiting);
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
