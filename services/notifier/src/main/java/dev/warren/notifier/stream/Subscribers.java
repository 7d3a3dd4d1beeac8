package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Every connected client. Thread-safe. */
@Singleton
class Subscribers {

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    private final Semaphore places;
    private final NotifierConfig.Stream config;
    private final Vertx vertx;
    private volatile boolean stopping;

    Subscribers(NotifierConfig config, Vertx vertx) {
        this.config = config.stream();
        this.places = new Semaphore(this.config.maxClients());
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.heartbeat().toMillis(), timer -> all.forEach(Subscriber::beat));
    }

    /** Closes before the server waits for its requests to end, as these never do. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        all.forEach(Subscriber::end);
    }

    /** Takes a client in; false if there is no place for it, or if the service stops. */
    boolean add(Subscriber subscriber) {
        return !stopping && places.tryAcquire() && all.add(subscriber);
    }

    /** Lets a client go, if it was taken in and is still there. */
    void remove(Subscriber subscriber) {
        if (all.remove(subscriber)) {
            places.release();
        }
    }

    /** Tells every client that there may be something for it. */
    void wake() {
        all.forEach(Subscriber::wake);
    }

    int count() {
        return all.size();
    }
}
