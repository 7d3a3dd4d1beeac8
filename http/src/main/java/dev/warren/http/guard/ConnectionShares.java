package dev.warren.http.guard;

import java.util.HashMap;
import java.util.Map;

/** Counts the places that each client has, so that nobody has more than a share of them. Thread-safe. */
public final class ConnectionShares {

    private final int share;
    private final Map<String, Integer> taken = new HashMap<>();

    /** Nobody has a place yet. */
    public ConnectionShares(int share) {
        this.share = share;
    }

    /** Takes a place; false where the client has its share already. */
    public synchronized boolean take(String client) {
        int has = taken.getOrDefault(client, 0);
        if (has >= share) {
            return false;
        }
        taken.put(client, has + 1);
        return true;
    }

    /** Gives back a place that was taken. */
    public synchronized void giveBack(String client) {
        taken.computeIfPresent(client, (key, has) -> has == 1 ? null : has - 1);
    }
}
