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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    public Ending on(Job job, Feature feature) {
        CallLog log = new CallLog();
        List<String> providers = job.providers().isEmpty() ? feature.providers() : job.providers();
        try {
            Answered answered = chain.answer(feature, providers, EventText.of(job.event(), feature), log);
            Result result = completed(job, feature, answered, attempts(log));
            return new Ending.Completed(messages(job, feature, log, result, Outcome.COMPLETED));
        } catch (GiveUpException e) {
            Failure failure = new Failure(e.code(), e.getMessage(), false);
            return failed(job, feature, log, failure, e);
        } catch (TryLaterException e) {
            return new Ending.Unfinished(usage(job, feature, log).toList());
        }
    }

    /** The end of a feature whose answer has been waited for long enough. */
    public Ending exhausted(Job job, Feature feature) {
        GiveUpException why = new GiveUpException(EXHAUSTED.code(), EXHAUSTED.message());
        return failed(job, feature, new CallLog(), EXHAUSTED, why);
    }

    private Ending failed(Job job, Feature feature, CallLog log, Failure failure, GiveUpException why) {
        Result result = Result.failed(EventRef.to(job.event()), feature.name(), feature.kind(), failure, attempts(log));
        return new Ending.Failed(messages(job, feature, log, result, Outcome.FAILED), why);
    }

    private List<Message> messages(Job job, Feature feature, CallLog log, Result result, Outcome outcome) {
        metrics.ended(feature, outcome);
        return Stream.concat(usage(job, feature, log), Stream.of(envelopes.result(job, result, outcome)))
                .toList();
    }

    private Stream<Message> usage(Job job, Feature feature, CallLog log) {
        log.calls().forEach(metrics::called);
        return log.calls().stream()
                .map(call -> call.booked(EventRef.to(job.event()), feature.name()))
                .flatMap(Optional::stream)
                .map(called -> envelopes.usage(job, called));
    }

    private static List<Attempt> attempts(CallLog log) {
        return log.calls().stream().map(Call::attempted).toList();
    }

    private static Result completed(Job job, Feature feature, Answered answered, List<Attempt> attempts) {
        Output output = answered.answer().output();
        return Result.completed(
                EventRef.to(job.event()),
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
