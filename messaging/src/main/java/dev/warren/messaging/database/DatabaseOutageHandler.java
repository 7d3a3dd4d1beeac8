package dev.warren.messaging.database;

import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.OutageException;
import dev.warren.messaging.PermanentFailureException;

/**
 * Holds a message while the database is away. A failure counts against the message only if the database had answered
 * immediately before: what fails while it goes or comes says nothing.
 */
record DatabaseOutageHandler(EventHandler handler, ServiceDatabase database) implements EventHandler {

    @Override
    public void on(Delivery delivery) throws Exception {
        try {
            handler.on(delivery);
        } catch (PermanentFailureException e) {
            throw e;
        } catch (Exception e) {
            if (!DatabaseOutageDetector.isPossible(e)) {
                throw e;
            }
            holdIfAway(e);
            again(delivery);
        }
    }

    /** A message that is exhausted while the database is away is held before it goes to the dead letters. */
    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        holdIfAway(last);
        handler.onExhausted(delivery, last);
    }

    /** The database has just answered. */
    private void again(Delivery delivery) throws Exception {
        try {
            handler.on(delivery);
        } catch (PermanentFailureException e) {
            throw e;
        } catch (Exception e) {
            holdIfAway(e);
            throw e;
        }
    }

    private void holdIfAway(Throwable failure) {
        if (database.isAway(failure)) {
            throw new OutageException("the database is away", failure);
        }
    }
}
