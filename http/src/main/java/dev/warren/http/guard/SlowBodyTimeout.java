package dev.warren.http.guard;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;

/** Ends requests whose bodies do not come in time. Thread-safe. */
@Singleton
public class SlowBodyTimeout {

    private static final String BODY = "body";

    private final RefusalResponder refusalResponder;

    SlowBodyTimeout(RefusalResponder refusalResponder) {
        this.refusalResponder = refusalResponder;
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
            refusalResponder.note(RequestRefusal.REQUEST_TIMEOUT, BODY);
            request.connection().close();
        } else {
            refusalResponder.refuseAndClose(request, RequestRefusal.REQUEST_TIMEOUT, BODY);
        }
    }
}
