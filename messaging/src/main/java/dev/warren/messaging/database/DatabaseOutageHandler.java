package dev.warren.messaging.database;

import dev.warren.database.DatabaseFailure;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.OutageException;
import dev.warren.messaging.PermanentFailureException;

/**
 * Holds a message while the database is unavailable, and begins anew when it is back: such a message has no fault of
 * its own, so it neither uses up its delays nor ends in the dead letters. What the given handler does must be
 * repeatable, as every handler's work. A failure counts against the message only if the database had answered
 * immediately before: what fails while it goes or comes says nothing.
 */
public record DatabaseOutageHandler(EventHandler handler, ServiceDatabase database) implements EventHandler {

    @Override
    public void on(Delivery delivery) throws Exception {
        try {
            handler.on(delivery);
        } catch (PermanentFailureException e) {
            throw e;
        } catch (Exception e) {
            if (DatabaseFailure.of(e) == DatabaseFailure.NONE) {
                throw e;
            }
            holdIfAway(e);
            again(delivery);
        }
    }

    /** A message that is exhausted while the database is unavailable is held before it goes to the dead letters. */
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
        if (database.isUnavailable(failure)) {
            throw new OutageException("the database is unavailable", failure);
        }
    }
}
