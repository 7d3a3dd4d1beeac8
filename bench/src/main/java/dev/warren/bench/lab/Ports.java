package dev.warren.bench.lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that are started later and restarted. They lie below those that Linux gives to outgoing
 * connections (32768 and up): one of these would be somebody's connection by the time its service has started.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 28_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that nobody listens at now and that this process gives to nobody else.
     *
     * @throws IllegalStateException where a thousand tries found none
     */
    static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            if (free(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (AFTER_LAST - 1));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
