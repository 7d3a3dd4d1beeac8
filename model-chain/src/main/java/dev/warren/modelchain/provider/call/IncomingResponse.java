package dev.warren.modelchain.provider.call;

import dev.warren.modelchain.turn.Permit.Load;
import io.vertx.core.http.HttpClientRequest;
import java.util.Optional;

/**
 * The HTTP response to one request. When the call ends, the response is aborted. Its memory counts towards the
 * {@link ResponseMemoryLimit}. Thread-safe.
 */
final class IncomingResponse {

    private static final long NO_CODE = 0;

    private final ResponseMemoryLimit.Share share;
    private HttpClientRequest request;
    private Load brokenOff;
    private boolean over;

    IncomingResponse(ResponseMemoryLimit memoryLimit) {
        share = memoryLimit.share(this::breakOff);
    }

    /** The first of it is here. */
    synchronized void begins(HttpClientRequest to) {
        request = to;
        if (over) {
            to.reset();
        }
    }

    /** More of it is here. */
    void grows(long bytes) {
        share.take(bytes);
    }

    /** All of it is here. */
    synchronized void isWhole() {
        request = null;
    }

    /** Its call is over. */
    synchronized void end() {
        over = true;
        share.free();
        if (request != null) {
            request.reset();
        }
    }

    private synchronized void breakOff(RuntimeException why) {
        brokenOff = why instanceof ResponseMemoryException ? Load.TOO_MUCH : Load.UNKNOWN;
        if (request != null) {
            request.reset(NO_CODE, why);
        }
    }

    /** What it says about the load that it had to be broken off; empty where it had not. */
    synchronized Optional<Load> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }
}
