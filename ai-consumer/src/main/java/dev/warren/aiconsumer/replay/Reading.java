package dev.warren.aiconsumer.replay;

import com.rabbitmq.client.AlreadyClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the log in order from a replay's position to the end of its period, and not while live events need the room. A
 * lost connection is opened again for as long as it takes. Used by one thread.
 */
final class Reading {

    private static final Logger LOG = Logger.getLogger(Reading.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So many messages from after the period in a row are not one publisher's wrong clock. */
    private static final int SURELY_BEYOND = 1000;

    private final Order order;
    private final EventLogs logs;
    private final Selection selection;
    private final Admission admission;
    private final Progress progress;
    private final Waits waits;
    private final Stop stop;
    private final Duration poll;
    private Long next;
    private long looked;
    private int beyond;

    Reading(Replay replay, EventLogs logs, Selection selection, Admission admission, Course course, Duration poll) {
        this.order = replay.order();
        this.logs = logs;
        this.selection = selection;
        this.admission = admission;
        this.progress = course.progress();
        this.waits = course.waits();
        this.stop = course.stop();
        this.poll = poll;
        this.next = replay.position().next();
        this.looked = System.nanoTime() - poll.toNanos();
    }

    /** Returns when everything has been begun, when the budget is used up, or when it is told to stop. */
    Status read() throws InterruptedException {
        while (!stop.isTold()) {
            try (EventLogs.Open open = logs.open(next, order.from())) {
                return read(open);
            } catch (IOException | AlreadyClosedException e) {
                LOG.warnf("the log cannot be read replay=%s cause=%s", order.name(), e.toString());
                waits.begin(this, "the broker does not answer");
                stop.within(poll);
            }
        }
        return Status.LEFT;
    }

    private Status read(EventLogs.Open open) throws IOException, InterruptedException {
        while (!stop.isTold()) {
            if (liveTrafficNeedsTheRoom(open.live())) {
                stop.within(poll);
                continue;
            }
            LoggedEvent message = open.log().next(IDLE);
            if (message == null && open.log().isAtEnd(PATIENCE)) {
                return Status.DONE;
            }
            Optional<Status> ending = message == null ? Optional.empty() : take(message);
            if (ending.isPresent()) {
                return ending.get();
            }
        }
        return Status.LEFT;
    }

    private boolean liveTrafficNeedsTheRoom(LiveTraffic live) throws IOException {
        long now = System.nanoTime();
        if (now - looked < poll.toNanos()) {
            return false;
        }
        Optional<String> why = live.needsTheRoom();
        why.ifPresentOrElse(reason -> waits.begin(this, reason), () -> {
            waits.end(this);
            looked = now;
        });
        return why.isPresent();
    }

    private Optional<Status> take(LoggedEvent message) throws InterruptedException {
        Found found = selection.look(message);
        beyond = found instanceof Found.Beyond ? beyond + 1 : 0;
        if (beyond >= SURELY_BEYOND) {
            return Optional.of(Status.DONE);
        }
        Optional<Status> ending = Optional.empty();
        switch (found) {
            case Found.Match match -> ending = admission.admit(match, message.offset());
            case Found.Skipped skipped -> progress.pass(message.offset(), skipped.accepted(), Figures.SKIPPED);
            case Found.Outside outside -> progress.pass(message.offset(), null, Figures.NONE);
            case Found.Beyond after -> progress.pass(message.offset(), null, Figures.NONE);
        }
        next = message.offset() + 1;
        return ending;
    }
}
