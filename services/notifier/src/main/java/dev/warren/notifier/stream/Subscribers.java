package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every connected client. Thread-safe. */
@Singleton
class Subscribers {

    /** Every fourth place, so that nobody has them all. */
    private static final int SHARE = 4;

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final NotifierConfig.Stream config;
    private final int maxOfAddress;
    private final Vertx vertx;
    private boolean stopping;

    Subscribers(NotifierConfig config, Vertx vertx) {
        this.config = config.stream();
        this.maxOfAddress = this.config.maxClientsPerAddress().orElse(Math.ceilDiv(this.config.maxClients(), SHARE));
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
    synchronized Optional<Refusal> add(Subscriber subscriber) {
        if (stopping) {
            return Optional.of(Refusal.STOPPING);
        }
        if (all.size() >= config.maxClients()) {
            return Optional.of(Refusal.TOO_MANY_CLIENTS);
        }
        if (byAddress.getOrDefault(subscriber.address(), 0) >= maxOfAddress) {
            return Optional.of(Refusal.TOO_MANY_OF_ADDRESS);
        }
        all.add(subscriber);
        byAddress.merge(subscriber.address(), 1, Integer::sum);
        return Optional.empty();
    }

    /** Lets a client go, if it was taken in and is still there. */
    synchronized void remove(Subscriber subscriber) {
        if (all.remove(subscriber)) {
            byAddress.computeIfPresent(subscriber.address(), (address, count) -> count == 1 ? null : count - 1);
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
