package dev.warren.modelchain.store;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Single flight: at most one thread of this process works on a key, and the others wait for its outcome. The database
 * distinguishes processes, not threads. Thread-safe.
 *
 * @param <T> the outcome that the waiting threads receive
 */
final class SingleFlight<T> {

    private final ConcurrentMap<UUID, CompletableFuture<T>> inProgress = new ConcurrentHashMap<>();

    /** Empty: the caller holds the key now and must {@link #leave} it. Else: completes when its holder leaves it. */
    Optional<CompletableFuture<T>> enter(UUID key) {
        return Optional.ofNullable(inProgress.putIfAbsent(key, new CompletableFuture<>()));
    }

    /** Releases the key and completes the futures of the waiting threads. */
    void leave(UUID key, T word) {
        CompletableFuture<T> mine = inProgress.remove(key);
        if (mine != null) {
            mine.complete(word);
        }
    }
}
