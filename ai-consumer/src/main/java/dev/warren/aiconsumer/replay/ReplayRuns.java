package dev.warren.aiconsumer.replay;

import dev.warren.aiconsumer.estimate.Estimates;
import dev.warren.messaging.CloudEventCodec;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.Outlet;
import dev.warren.modelchain.feature.Feature;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts together what runs a replay. */
@ApplicationScoped
class ReplayRuns {

    private final ReplayStore store;
    private final ReplayConfig config;
    private final EventLogs logs;
    private final CloudEventCodec codec;
    private final Estimates estimates;
    private final EventWork work;
    private final Outlet outlet;

    ReplayRuns(
            ReplayStore store,
            ReplayConfig config,
            EventLogs logs,
            CloudEventCodec codec,
            Estimates estimates,
            EventWork work,
            Outlet outlet) {
        this.store = store;
        this.config = config;
        this.logs = logs;
        this.codec = codec;
        this.estimates = estimates;
        this.work = work;
        this.outlet = outlet;
    }

    /** From the log through selection and admission to the workers. */
    ReplayRun of(Replay replay, Feature feature, String holder) {
        Course course = Course.from(replay);
        TokenBudget budget =
                new TokenBudget(replay.order().maxTokens(), replay.figures().tokensCounted());
        Workers workers = new Workers(work, outlet, budget, course, config.concurrency());
        Admission admission = new Admission(replay, estimates, budget, workers, course);
        Selection selection = new Selection(replay.order(), feature, codec, config.clockDifference());
        Reading reading = new Reading(replay, logs, selection, admission, course, config.poll());
        return new ReplayRun(replay, store, holder, config.lease(), course, workers, reading);
    }
}
