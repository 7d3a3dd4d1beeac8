package dev.warren.notifier.status;

import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import io.cloudevents.CloudEvent;
import java.util.function.Consumer;

/**
 * Stores a message, and keeps it while the database is away: such a message has no fault of its own, so it neither uses
 * up its delays nor ends in the dead letters.
 */
record PatientHandler(Consumer<CloudEvent> store, Database database) implements EventHandler {

    @Override
    public void on(Delivery delivery) {
        try {
            store.accept(delivery.event());
        } catch (RuntimeException e) {
            if (database.answers()) {
                throw e;
            }
            database.await();
            store.accept(delivery.event());
        }
    }

    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        if (!database.answers()) {
            throw new IllegalStateException("the database does not answer", last);
        }
    }
}
