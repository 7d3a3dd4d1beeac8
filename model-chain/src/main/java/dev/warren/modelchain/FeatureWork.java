package dev.warren.modelchain;

import dev.warren.contracts.v1.Attempt;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.feature.EventText;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The work of one feature on one event: from the event to the messages that say how it ended. Publishes nothing. */
@ApplicationScoped
public class FeatureWork {

    private static final Failure EXHAUSTED =
            new Failure("unavailable", "No provider answered, however long we waited", true);

    private final ModelChain chain;
    private final Envelopes envelopes;
    private final ModelMetrics metrics;

    FeatureWork(ModelChain chain, Envelopes envelopes, ModelMetrics metrics) {
        this.chain = chain;
        this.envelopes = envelopes;
        this.metrics = metrics;
    }

    /** Does the work. Blocks while a provider answers. */
    public Ending on(CloudEvent event, Feature feature) {
        CallLog log = new CallLog();
        try {
            Answered answered = chain.answer(feature, EventText.of(event, feature), log);
            Result result = completed(event, feature, answered, attempts(log));
            return new Ending.Completed(usage(event, feature, log), result(event, feature, result, Outcome.COMPLETED));
        } catch (GiveUpException e) {
            Failure failure = new Failure(e.code(), e.getMessage(), false);
            return new Ending.Failed(usage(event, feature, log), failed(event, feature, failure, attempts(log)), e);
        } catch (TryLaterException e) {
            return new Ending.Unfinished(usage(event, feature, log), attempts(log));
        }
    }

    /** The result of a feature whose answer has been waited for long enough. */
    public CloudEvent exhausted(CloudEvent event, Feature feature, List<Attempt> attempts) {
        return failed(event, feature, EXHAUSTED, attempts);
    }

    private CloudEvent failed(CloudEvent event, Feature feature, Failure failure, List<Attempt> attempts) {
        Result result = Result.failed(EventRef.to(event), feature.name(), feature.kind(), failure, attempts);
        return result(event, feature, result, Outcome.FAILED);
    }

    private CloudEvent result(CloudEvent event, Feature feature, Result result, Outcome outcome) {
        metrics.ended(feature, outcome);
        return envelopes.result(event, result, outcome);
    }

    private List<CloudEvent> usage(CloudEvent event, Feature feature, CallLog log) {
        log.calls().forEach(metrics::called);
        return log.calls().stream()
                .map(call -> call.booked(EventRef.to(event), feature.name()))
                .flatMap(Optional::stream)
                .map(called -> envelopes.usage(event, called))
                .toList();
    }

    private static List<Attempt> attempts(CallLog log) {
        return log.calls().stream().map(Call::attempted).toList();
    }

    private static Result completed(CloudEvent event, Feature feature, Answered answered, List<Attempt> attempts) {
        Output output = answered.answer().output();
        return Result.completed(
                EventRef.to(event),
                feature.name(),
                feature.kind(),
                output,
                answered.answer().explanation(),
                lowConfidence(feature, output),
                answered.provider(),
                answered.model(),
                false,
                attempts);
    }

    private static boolean lowConfidence(Feature feature, Output output) {
        return output instanceof Output.Classification classification
                && classification.confidence().compareTo(feature.minConfidence()) < 0;
    }
}
