package dev.warren.aiconsumer.replay;

import dev.warren.aiconsumer.estimate.Estimates;
import dev.warren.modelchain.Job;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Begins the work on events as fast as budget, rate and free places let it. Used by one thread. */
final class Admission {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** Bounds what is remembered while one event takes long and those behind it end. */
    private static final int MOST_OPEN = 256;

    private final Order order;
    private final Estimates estimates;
    private final TokenBudget budget;
    private final Pace pace;
    private final Workers workers;
    private final Progress progress;
    private final Stop stop;
    private long begun;

    Admission(Replay replay, Estimates estimates, TokenBudget budget, Workers workers, Course course) {
        this.order = replay.order();
        this.estimates = estimates;
        this.budget = budget;
        this.pace = new Pace(order.rate());
        this.workers = workers;
        this.progress = course.progress();
        this.stop = course.stop();
        this.begun = replay.figures().matched();
    }

    /** Waits until the event may begin, and begins it; or says why the replay ends before it. */
    Optional<Status> admit(Found.Match match, long offset) throws InterruptedException {
        if (order.maxEvents() != null && begun >= order.maxEvents()) {
            return Optional.of(Status.exhausted("maxEvents %d is reached".formatted(order.maxEvents())));
        }
        long tokens = budget.isBounded() ? tokens(match.event()) : 0;
        if (!awaitTokens(tokens)) {
            return Optional.of(
                    stop.isTold()
                            ? Status.LEFT
                            : Status.exhausted(
                                    "the next event may need %d tokens, which is more than is left of maxTokens %d"
                                            .formatted(tokens, order.maxTokens())));
        }
        if (!awaitOpen() || stop.within(pace.untilNext()) || !workers.awaitPlace()) {
            return Optional.of(Status.LEFT);
        }
        begun++;
        workers.begin(job(match.event()), progress.begin(offset, match.accepted()), tokens);
        return Optional.empty();
    }

    private long tokens(CloudEvent event) {
        return estimates.mostTokens(event, order.feature(), order.providers());
    }

    private Job job(CloudEvent event) {
        return new Job(event, Set.of(order.feature()), order.providers(), false, order.name());
    }

    private boolean awaitTokens(long tokens) throws InterruptedException {
        while (!budget.reserve(tokens)) {
            if (!budget.canEverFit(tokens) || stop.within(LOOK)) {
                return false;
            }
        }
        return true;
    }

    private boolean awaitOpen() throws InterruptedException {
        while (progress.open() >= MOST_OPEN) {
            if (stop.within(LOOK)) {
                return false;
            }
        }
        return true;
    }
}
