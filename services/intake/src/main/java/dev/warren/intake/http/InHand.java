package dev.warren.intake.http;

import dev.warren.intake.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of all requests that are in hand, however many arrive at once: what is not yet in hand stays with
 * its client. Thread-safe.
 */
@ApplicationScoped
class InHand {

    private final Semaphore free;
    private final Duration patience;

    @Inject
    InHand(IntakeConfig config) {
        this.free = new Semaphore(Math.toIntExact(config.inHand().asLongValue()), true);
        this.patience = config.patience();
    }

    /** The share of one request, which is nothing at first. */
    Share share() {
        return new Share();
    }

    /** What one request has in hand; free for others when it is closed. Not thread-safe. */
    final class Share implements AutoCloseable {

        private int taken;

        /**
         * Takes so many bytes more, and waits for them.
         *
         * @throws BusyException if they did not become free in time
         */
        void take(int bytes) {
            try {
                if (!free.tryAcquire(bytes, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new BusyException();
                }
                taken += bytes;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BusyException();
            }
        }

        /** The body, of which every byte that is read is taken. */
        InputStream metered(InputStream body) {
            return new Metered(body, this);
        }

        @Override
        public void close() {
            free.release(taken);
            taken = 0;
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
            share.take(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            share.take(Math.max(0, read));
            return read;
        }
    }
}
