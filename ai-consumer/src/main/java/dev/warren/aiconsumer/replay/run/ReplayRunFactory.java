package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.estimate.CallEstimator;
import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayConfig;
import dev.warren.aiconsumer.replay.ReplayStore;
import dev.warren.messaging.codec.CloudEventCodec;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.message.MessageSink;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts together what runs a replay. */
@ApplicationScoped
class ReplayRunFactory {

    private final ReplayStore store;
    private final ReplayConfig config;
    private final EventLogFactory eventLogFactory;
    private final CloudEventCodec codec;
    private final CallEstimator callEstimator;
    private final EventWork work;
    private final MessageSink messageSink;

    ReplayRunFactory(
            ReplayStore store,
            ReplayConfig config,
            EventLogFactory eventLogFactory,
            CloudEventCodec codec,
            CallEstimator callEstimator,
            EventWork work,
            MessageSink messageSink) {
        this.store = store;
        this.config = config;
        this.eventLogFactory = eventLogFactory;
        this.codec = codec;
        this.callEstimator = callEstimator;
        this.work = work;
        this.messageSink = messageSink;
    }

    /** From the log through selection and admission to the workers. */
    ReplayRun of(Replay replay, Feature feature, String holder) {
        ReplayContext replayContext = ReplayContext.from(replay);
        TokenBudget budget =
                new TokenBudget(replay.order().maxTokens(), replay.figures().tokensCounted());
        ReplayWorkers replayWorkers = new ReplayWorkers(work, messageSink, budget, replayContext, config.concurrency());
        ReplayDispatcher replayDispatcher =
                new ReplayDispatcher(replay, callEstimator, budget, replayWorkers, replayContext);
        LogEventSelector selector = new LogEventSelector(replay.order(), feature, codec, config.clockDifference());
        ReplayReader replayReader =
                new ReplayReader(replay, eventLogFactory, selector, replayDispatcher, replayContext, config.poll());
        return new ReplayRun(replay, store, holder, config.lease(), replayContext, replayWorkers, replayReader);
    }
}
