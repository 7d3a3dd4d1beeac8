package dev.warren.messaging.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;

/** Ends requests whose bodies do not come in time. Thread-safe. */
@Singleton
public class SlowBodies {

    private static final String BODY = "body";

    private final Refusals refusals;

    SlowBodies(Refusals refusals) {
        this.refusals = refusals;
    }

    /**
     * Ends a request and its connection soon, with a problem where that can still be said; never one that came whole.
     */
    public void end(HttpServerRequest request) {
        ((ConnectionBase) request.connection()).channel().eventLoop().execute(() -> endUnlessRead(request));
    }

    private void endUnlessRead(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (request.response().headWritten()) {
            refusals.note(Refusal.TOO_SLOW, BODY);
            request.connection().close();
        } else {
            refusals.refuseAndClose(request, Refusal.TOO_SLOW, BODY);
        }
    }
}
