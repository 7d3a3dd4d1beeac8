package dev.warren.intake.http;

import dev.warren.http.guard.ClientAddresses;
import dev.warren.http.guard.SlowBodyTimeout;
import dev.warren.intake.IntakeConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the bytes of concurrent request bodies; further bytes are not read until there is space. No address has more
 * than a share of them, and the request of a slow body is ended if others wait for its bytes. Thread-safe.
 */
@ApplicationScoped
class InFlightBodies {

    /** The part of all bytes that one address may use at most: a quarter. */
    private static final int SHARE = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Semaphore free;
    private final int ofAddress;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Set<Share> coming = ConcurrentHashMap.newKeySet();
    private final IntakeConfig config;
    private final SlowBodyTimeout slowBodyTimeout;

    @Inject
    InFlightBodies(IntakeConfig config, SlowBodyTimeout slowBodyTimeout) {
        this.free = new Semaphore(Math.toIntExact(config.bytesInFlight().asLongValue()), true);
        this.ofAddress = Math.toIntExact(ofAddress(config));
        this.config = config;
        this.slowBodyTimeout = slowBodyTimeout;
    }

    /** One byte over its limit is read of a body, packed and unpacked. */
    private static long ofAddress(IntakeConfig config) {
        long ofOne = 2 * (config.limits().body().asLongValue() + 1);
        return config.bytesInFlightPerAddress()
                .map(MemorySize::asLongValue)
                .orElse(Math.max(ofOne, config.bytesInFlight().asLongValue() / SHARE));
    }

    void look(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> endSlow());
    }

    private void endSlow() {
        coming.stream().filter(Share::isInTheWay).forEach(share -> slowBodyTimeout.end(share.request));
    }

    /** The share of one request, which is nothing at first. */
    Share share(HttpServerRequest request) {
        return new Share(request);
    }

    /** What one request has in flight; free for others when it is closed. Not thread-safe. */
    final class Share implements AutoCloseable {

        private final HttpServerRequest request;
        private final String address;
        private final Client client;
        private volatile long began;
        private volatile boolean waits;
        private int taken;
        private int ahead;

        private Share(HttpServerRequest request) {
            this.request = request;
            this.address = ClientAddresses.of(request.remoteAddress());
            this.client = clients.compute(address, (key, known) -> Client.withOneMore(known, ofAddress));
        }

        /**
         * Takes so many bytes more, and waits for them.
         *
         * @throws BusyException if they did not become free in time
         */
        void take(int bytes) {
            long end = System.nanoTime() + config.maxWait().toNanos();
            waits = true;
            acquire(client.free, bytes, end);
            try {
                acquire(free, bytes, end);
            } catch (BusyException e) {
                client.free.release(bytes);
                throw e;
            }
            waits = false;
            taken += bytes;
        }

        private static void acquire(Semaphore free, int bytes, long end) {
            try {
                if (!free.tryAcquire(bytes, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new BusyException();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BusyException();
            }
        }

        private boolean isInTheWay() {
            boolean isSlow =
                    System.nanoTime() - began > config.slowBodyTimeout().toNanos();
            return isSlow && !waits && (free.hasQueuedThreads() || client.free.hasQueuedThreads());
        }

        /**
         * The body, of which every byte that is read is taken: those that are announced at once, so that requests of
         * which a part came do not wait for each other.
         *
         * @throws BusyException if there is no room for what is announced
         */
        InputStream metered(InputStream body, int announced) {
            take(announced);
            ahead = announced;
            began = System.nanoTime();
            coming.add(this);
            return new Metered(body, this);
        }

        private void came(int bytes) {
            int more = bytes - Math.min(ahead, bytes);
            ahead -= bytes - more;
            if (more > 0) {
                take(more);
            }
        }

        private void cameWhole() {
            coming.remove(this);
        }

        @Override
        public void close() {
            cameWhole();
            free.release(taken);
            client.free.release(taken);
            taken = 0;
            clients.computeIfPresent(address, (key, known) -> known.withOneLess());
        }
    }

    /** What one address may take, and how many requests it has. */
    private record Client(Semaphore free, int requests) {

        static Client withOneMore(Client known, int share) {
            return known == null
                    ? new Client(new Semaphore(share, true), 1)
                    : new Client(known.free, known.requests + 1);
        }

        Client withOneLess() {
            return requests == 1 ? null : new Client(free, requests - 1);
        }
    }

    private static final class Metered extends FilterInputStream {

        private final Share share;

        Metered(InputStream body, Share share) {
            super(body);
            this.share = share;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            took(one < 0 ? one : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            took(read);
            return read;
        }

        private void took(int bytes) {
            if (bytes < 0) {
                share.cameWhole();
            } else {
                share.came(bytes);
            }
        }
    }
}
