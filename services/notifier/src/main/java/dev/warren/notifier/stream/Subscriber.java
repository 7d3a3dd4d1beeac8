package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * One connected client. It takes frames at the pace of its connection: what does not fit into the connection's write
 * queue stays where it is, in the window or in the broker, so a client that reads nothing costs one batch and delays
 * nobody. {@link #wake}, {@link #beat} and {@link #end} may be called from any thread; everything else happens on the
 * event loop of the connection.
 */
final class Subscriber {

    private static final Logger LOG = Logger.getLogger(Subscriber.class);
    private static final long REPLAY_RETRY_MILLIS = 1_000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Feed feed;
    private final Batch batch;
    private final NotifierConfig.Stream config;
    private final StreamMetrics metrics;
    private final Clock clock;
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean woken = new AtomicBoolean();

    private boolean open = true;
    private boolean replaying;
    private boolean aheadOfLog;
    private Instant fullSince;

    /** A client on the connection whose event loop this is. */
    Subscriber(
            HttpServerRequest request,
            Feed feed,
            Batch batch,
            NotifierConfig.Stream config,
            StreamMetrics metrics,
            Clock clock) {
        this.request = request;
        this.response = request.response();
        this.feed = feed;
        this.batch = batch;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Greets the client and begins to deliver. */
    void start() {
        response.drainHandler(drained -> {
            fullSince = null;
            pump();
        });
        response.write(": connected\nretry: " + config.reconnectDelay().toMillis() + "\n" + position() + "\n");
        pump();
    }

    /** There may be something to deliver. Cheap, and cheaper if it was said already. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                pump();
            });
        }
    }

    /** Lets the client know that the connection lives, and how far it has come. */
    void beat() {
        context.runOnContext(now -> onBeat());
    }

    /** Ends the response; one that the client does not read cannot be ended and is cut. */
    void end() {
        context.runOnContext(now -> {
            if (open && response.writeQueueFull()) {
                Connections.abort(request);
            } else if (open) {
                response.end();
            }
            open = false;
        });
    }

    /** The connection is gone. */
    void left() {
        open = false;
    }

    private void pump() {
        while (open && !replaying && !response.writeQueueFull() && (!batch.isEmpty() || refill())) {
            response.write(batch.poll().bytes());
            metrics.delivered();
        }
    }

    private boolean refill() {
        if (!feed.fill(batch)) {
            replay();
            return false;
        }
        return !batch.isEmpty();
    }

    private void replay() {
        replaying = true;
        var _ = feed.replay(batch).whenComplete((done, failure) -> context.runOnContext(now -> onReplayed(failure)));
    }

    private void onReplayed(Throwable failure) {
        if (failure == null) {
            replaying = false;
            pump();
        } else {
            LOG.warnf("a client waits for older results: cause=%s", failure.toString());
            context.owner().setTimer(REPLAY_RETRY_MILLIS, timer -> onReplayed(null));
        }
    }

    private void onBeat() {
        if (!open) {
            return;
        }
        if (response.writeQueueFull()) {
            disconnectIfStalled();
            return;
        }
        if (!replaying) {
            leaveOtherLog();
        }
        response.write(": alive\n" + position() + "\n");
        pump();
    }

    private void disconnectIfStalled() {
        Instant now = clock.instant();
        if (fullSince == null) {
            fullSince = now;
        } else if (Duration.between(fullSince, now).compareTo(config.stallTimeout()) >= 0) {
            metrics.stalled();
            LOG.infof("a client that reads nothing is disconnected: since=%s", fullSince);
            Connections.abort(request);
        }
    }

    private void leaveOtherLog() {
        boolean still = aheadOfLog;
        aheadOfLog = feed.isAheadOfLog(batch);
        if (still && aheadOfLog) {
            feed.moveToEnd(batch);
            aheadOfLog = false;
        }
    }

    /** An id without an event: a client that resumes does not begin before it, although it got nothing. */
    private String position() {
        return replaying || !batch.isEmpty() || batch.next() <= 0 ? "" : "id: " + (batch.next() - 1) + "\n";
    }
}
