package dev.warren.notifier.stream;

import dev.warren.http.guard.ConnectionShares;
import dev.warren.notifier.NotifierConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every connected client. Thread-safe. */
@Singleton
class Subscribers {

    /** Every fourth place, so that nobody has them all. */
    private static final int SHARE = 4;

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    private final NotifierConfig.Stream config;
    private final ConnectionShares ofAddress;
    private final Vertx vertx;
    private boolean stopping;

    Subscribers(NotifierConfig config, Vertx vertx) {
        this.config = config.stream();
        this.ofAddress = new ConnectionShares(
                this.config.maxClientsPerAddress().orElse(Math.ceilDiv(this.config.maxClients(), SHARE)));
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.heartbeat().toMillis(), timer -> all.forEach(Subscriber::beat));
    }

    /** Closes before the server waits for its requests to end, as these never do. */
    synchronized void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        all.forEach(Subscriber::end);
    }

    /** Takes a client in; or says why not. */
    synchronized Optional<StreamRefusal> add(Subscriber subscriber) {
        if (stopping) {
            return Optional.of(StreamRefusal.STOPPING);
        }
        if (all.size() >= config.maxClients()) {
            return Optional.of(StreamRefusal.TOO_MANY_CLIENTS);
        }
        if (!ofAddress.take(subscriber.address())) {
            return Optional.of(StreamRefusal.TOO_MANY_OF_ADDRESS);
        }
        all.add(subscriber);
        return Optional.empty();
    }

    /** Lets a client go, if it was taken in and is still there. */
    synchronized void remove(Subscriber subscriber) {
        if (all.remove(subscriber)) {
            ofAddress.giveBack(subscriber.address());
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
