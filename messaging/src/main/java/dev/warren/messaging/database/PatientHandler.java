package dev.warren.messaging.database;

import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a message while the database is away, and begins anew when it is back. A failure counts against the message
 * only if the database had answered immediately before: what fails while it goes or comes says nothing.
 */
record PatientHandler(EventHandler handler, Database database, Clock clock) implements EventHandler {

    /** Below the half hour after which a broker takes a message away from its consumer. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Override
    public void on(Delivery delivery) throws Exception {
        Instant deadline = clock.instant().plus(PATIENCE);
        Exception first = outage(delivery, false);
        for (Exception last = first; last != null; last = outage(delivery, true)) {
            database.await(deadline, () -> exhausted(delivery, first));
        }
    }

    /** A message that is exhausted while the database is away has another try before it, not the dead letters. */
    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        if (database.isAway(last)) {
            throw new IllegalStateException("the database does not answer", last);
        }
        handler.onExhausted(delivery, last);
    }

    /** What may be an outage's doing; null where the message is done. */
    private Exception outage(Delivery delivery, boolean answered) throws Exception {
        try {
            handler.on(delivery);
            return null;
        } catch (PermanentFailureException e) {
            throw e;
        } catch (Exception e) {
            if (Outage.isPossible(e) && (!answered || database.isAway(e))) {
                return e;
            }
            throw e;
        }
    }

    private static RetryLaterException exhausted(Delivery delivery, Exception outage) {
        return new RetryLaterException("the database does not answer", delivery.pending(), outage);
    }
}
