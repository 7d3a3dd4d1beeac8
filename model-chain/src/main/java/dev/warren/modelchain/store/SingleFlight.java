package dev.warren.modelchain.store;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this process is at, so that it is at nothing twice at the same time: the database knows processes, not threads.
 * Thread-safe.
 *
 * @param <T> what those who waited are told
 */
final class SingleFlight<T> {

    private final ConcurrentMap<UUID, CompletableFuture<T>> inProgress = new ConcurrentHashMap<>();

    /** Empty: the caller holds the key now and must {@link #leave} it. Else: completes when its holder leaves it. */
    Optional<CompletableFuture<T>> enter(UUID key) {
        return Optional.ofNullable(inProgress.putIfAbsent(key, new CompletableFuture<>()));
    }

    /** Lets others at the key, and tells those who waited. */
    void leave(UUID key, T word) {
        CompletableFuture<T> mine = inProgress.remove(key);
        if (mine != null) {
            mine.complete(word);
        }
    }
}
