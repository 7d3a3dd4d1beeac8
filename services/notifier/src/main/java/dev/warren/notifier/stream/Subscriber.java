package dev.warren.notifier.stream;

import dev.warren.http.guard.ClientAddresses;
import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamPosition;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
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
    private final FrameSource frameSource;
    private final SseFrameFactory sseFrameFactory;
    private final FrameBatch frameBatch;
    private final NotifierConfig.Stream config;
    private final StreamMetrics metrics;
    private final Clock clock;
    private final String address;
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean woken = new AtomicBoolean();

    private boolean open = true;
    private boolean caughtUp;
    private CompletableFuture<Void> replay;
    private StreamPosition told;
    private Instant toldAt;
    private Instant aheadSince;
    private Instant fullSince;

    /** A client on the connection whose event loop this is. */
    Subscriber(
            HttpServerRequest request,
            FrameSource frameSource,
            SseFrameFactory sseFrameFactory,
            FrameBatch frameBatch,
            NotifierConfig.Stream config,
            StreamMetrics metrics,
            Clock clock) {
        this.request = request;
        this.response = request.response();
        this.frameSource = frameSource;
        this.sseFrameFactory = sseFrameFactory;
        this.frameBatch = frameBatch;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.address = ClientAddresses.of(request.remoteAddress());
        this.told = frameBatch.position();
        this.toldAt = clock.instant();
    }

    /** Where it comes from. */
    String address() {
        return address;
    }

    /** Greets the client and begins to deliver. */
    void start() {
        response.drainHandler(drained -> {
            fullSince = null;
            pump();
        });
        response.write(StreamGreeting.of(config));
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
                VertxConnections.abort(request);
            } else if (open) {
                response.end();
            }
            open = false;
        });
    }

    /** The connection is gone. */
    void left() {
        open = false;
        if (replay != null) {
            replay.cancel(false);
        }
    }

    private void pump() {
        while (open && replay == null && !response.writeQueueFull() && (!frameBatch.isEmpty() || refill())) {
            write(frameBatch.poll());
            metrics.delivered();
        }
    }

    private void write(SseFrame frame) {
        response.write(frame.bytes());
        told = frame.position();
        toldAt = clock.instant();
    }

    private boolean refill() {
        WindowReach windowReach = frameSource.fill(frameBatch);
        if (windowReach != WindowReach.AHEAD) {
            aheadSince = null;
        } else if (aheadSince == null) {
            aheadSince = clock.instant();
        }
        if (windowReach == WindowReach.BEHIND) {
            replay();
        } else if (windowReach == WindowReach.HERE && frameBatch.isEmpty() && !caughtUp) {
            caughtUp = true;
            write(sseFrameFactory.caughtUp(frameBatch.position()));
        }
        return replay == null && !frameBatch.isEmpty();
    }

    private void replay() {
        try {
            replay = frameSource.replay(frameBatch);
            var _ = replay.whenComplete((done, failure) -> context.runOnContext(now -> onReplayed(failure)));
        } catch (RejectedExecutionException e) {
            metrics.refused();
            open = false;
            response.end(sseFrameFactory.refusal(StreamRefusal.TOO_MANY_REPLAYS, Optional.empty()));
        }
    }

    private void onReplayed(Throwable failure) {
        if (!open) {
            return;
        }
        if (failure == null) {
            replay = null;
            tellPosition();
            pump();
        } else {
            LOG.warnf("client waits for older results cause=%s", failure.toString());
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
        leaveOtherLog();
        pump();
        if (open && !tellPosition()) {
            response.write(": alive\n\n");
        }
    }

    private void disconnectIfStalled() {
        Instant now = clock.instant();
        if (fullSince == null) {
            fullSince = now;
        } else if (isOver(fullSince, config.stallTimeout())) {
            metrics.stalled();
            LOG.infof("stalled client disconnected since=%s", fullSince);
            VertxConnections.abort(request);
        }
    }

    /** A position that this instance does not reach, although it is told what happens, is of another log. */
    private void leaveOtherLog() {
        if (replay == null
                && aheadSince != null
                && frameSource.current()
                && isOver(aheadSince, config.brokerTimeout())) {
            frameBatch.strayed();
        }
    }

    /** In a frame with data now and then, as clients forget an id that comes without. Returns whether it was told. */
    private boolean tellPosition() {
        boolean due = replay == null
                && frameBatch.isEmpty()
                && !frameBatch.astray()
                && !frameBatch.position().equals(told)
                && isOver(toldAt, config.positionInterval());
        if (due) {
            write(sseFrameFactory.position(frameBatch.position()));
        }
        return due;
    }

    private boolean isOver(Instant since, Duration limit) {
        return Duration.between(since, clock.instant()).compareTo(limit) >= 0;
    }
}
