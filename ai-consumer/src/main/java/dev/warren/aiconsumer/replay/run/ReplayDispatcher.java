package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.estimate.CallEstimator;
import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplaySpec;
import dev.warren.aiconsumer.replay.ReplayStatus;
import dev.warren.modelchain.message.EventJob;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Starts work on events as fast as token budget, rate and concurrency allow. Used by one thread. */
final class ReplayDispatcher {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** Bounds what is remembered while one event takes long and those behind it end. */
    private static final int MOST_OPEN = 256;

    private final ReplaySpec replaySpec;
    private final CallEstimator callEstimator;
    private final TokenBudget budget;
    private final EventPacer eventPacer;
    private final ReplayWorkers replayWorkers;
    private final ReplayProgress progress;
    private final ReplayStopSignal replayStopSignal;
    private long begun;

    ReplayDispatcher(
            Replay replay,
            CallEstimator callEstimator,
            TokenBudget budget,
            ReplayWorkers replayWorkers,
            ReplayContext replayContext) {
        this.replaySpec = replay.order();
        this.callEstimator = callEstimator;
        this.budget = budget;
        this.eventPacer = new EventPacer(replaySpec.rate());
        this.replayWorkers = replayWorkers;
        this.progress = replayContext.progress();
        this.replayStopSignal = replayContext.stop();
        this.begun = replay.figures().matched();
    }

    /** Waits until the event may begin, and begins it; or says why the replay ends before it. */
    Optional<ReplayStatus> admit(LogMatch.Match match, long offset) throws InterruptedException {
        if (replaySpec.maxEvents() != null && begun >= replaySpec.maxEvents()) {
            return Optional.of(ReplayStatus.exhausted("maxEvents %d is reached".formatted(replaySpec.maxEvents())));
        }
        long tokens = budget.isBounded() ? tokens(match.event()) : 0;
        if (!awaitTokens(tokens)) {
            return Optional.of(
                    replayStopSignal.isTold()
                            ? ReplayStatus.LEFT
                            : ReplayStatus.exhausted(
                                    "the next event may need %d tokens, more than what is left of maxTokens %d"
                                            .formatted(tokens, replaySpec.maxTokens())));
        }
        if (!awaitOpen() || replayStopSignal.within(eventPacer.untilNext()) || !replayWorkers.awaitPlace()) {
            return Optional.of(ReplayStatus.LEFT);
        }
        begun++;
        replayWorkers.begin(job(match.event()), progress.begin(offset, match.accepted()), tokens);
        return Optional.empty();
    }

    private long tokens(CloudEvent event) {
        return callEstimator.mostTokens(event, replaySpec.feature(), replaySpec.providers());
    }

    private EventJob job(CloudEvent event) {
        return new EventJob(event, Set.of(replaySpec.feature()), replaySpec.providers(), false, replaySpec.name());
    }

    private boolean awaitTokens(long tokens) throws InterruptedException {
        while (!budget.reserve(tokens)) {
            if (!budget.canEverFit(tokens) || replayStopSignal.within(LOOK)) {
                return false;
            }
        }
        return true;
    }

    private boolean awaitOpen() throws InterruptedException {
        while (progress.open() >= MOST_OPEN) {
            if (replayStopSignal.within(LOOK)) {
                return false;
            }
        }
        return true;
    }
}
