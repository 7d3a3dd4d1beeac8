package dev.warren.modelchain;

import dev.warren.contracts.v1.Attempt;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.Conflict.Resolution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.Publication;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.budget.NoHoldException;
import dev.warren.modelchain.budget.OverBudgetException;
import dev.warren.modelchain.budget.Payer;
import dev.warren.modelchain.budget.TooLargeException;
import dev.warren.modelchain.feature.EventText;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.store.Completions;
import dev.warren.modelchain.store.OtherContentException;
import dev.warren.modelchain.store.UnstorableException;
import dev.warren.modelchain.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The work of one feature on one event: from the event to the messages that say how it ended. It is done once, however
 * often it is asked for. Publishes nothing but what calls in vain have used, before the work waits: it goes on holding
 * the money that was set aside for them until the ledger knows.
 */
@ApplicationScoped
public class FeatureWork {

    private static final Logger LOG = Logger.getLogger(FeatureWork.class);
    private static final String OVER_BUDGET = "budget-exhausted";
    private static final String TOO_LARGE = "too-large-for-budget";
    private static final Failure UNSTORABLE =
            new Failure("unstorable", "The answer holds what cannot be stored or published", false);

    private final Completions completions;
    private final ModelChain chain;
    private final Envelopes envelopes;
    private final ModelMetrics metrics;
    private final Clock clock;

    FeatureWork(Completions completions, ModelChain chain, Envelopes envelopes, ModelMetrics metrics, Clock clock) {
        this.completions = completions;
        this.chain = chain;
        this.envelopes = envelopes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Does the work, or finds how it has ended. Blocks while a provider answers and while somebody else is at it. */
    public Ending on(Job job, Feature feature, Outlet outlet) {
        try {
            return ending(job, feature, job.again(), task -> task.answer(outlet));
        } catch (AwayException e) {
            return new Ending.Postponed(List.of(), e.getMessage());
        }
    }

    /**
     * The end of a feature whose answer has been waited for long enough, with every call that was made in vain; or how
     * it has ended, if it has.
     *
     * @param failure what every attempt came to
     * @throws AwayException if that cannot be stored
     */
    public Ending exhausted(Job job, Feature feature, Failure failure) {
        GiveUpException why = new GiveUpException(failure.code(), failure.message());
        return ending(job, feature, false, task -> task.failed(failure, why));
    }

    private Ending ending(Job job, Feature feature, boolean again, Function<Task, Ending> doing) {
        Work work = Work.on(job.event(), feature.name(), job.replay(), job.publication())
                .sentBack(job.letter());
        try {
            return once(again, work, doing, log -> new Task(job, feature, work, null, log));
        } catch (OtherContentException e) {
            return switch (feature.onConflict()) {
                case KEEP -> kept(feature, work, e);
                case NEW_REVISION -> {
                    Work revision = work.revision();
                    Conflict mark = conflict(Resolution.NEW_REVISION, work, e, completions.revision(work));
                    yield once(again, revision, doing, log -> new Task(job, feature, revision, mark, log));
                }
            };
        }
    }

    private Ending once(boolean again, Work work, Function<Task, Ending> doing, Function<CallLog, Task> task) {
        return completions.once(work, again, task.andThen(doing), task.andThen(Task::unstorable));
    }

    /** Told once, in words that stay the same, as every other ending. */
    private Ending kept(Feature feature, Work work, OtherContentException other) {
        return completions.once(work.kept(), false, log -> {
            metrics.resolved(feature, Resolution.KEPT);
            Conflict mark = conflict(Resolution.KEPT, work, other, null);
            return new Ending.Completed(
                    List.of(envelopes.marked(other.messages().getLast(), mark)));
        });
    }

    private Conflict conflict(Resolution resolution, Work work, OtherContentException other, Integer revision) {
        return new Conflict(
                resolution,
                work.content(),
                other.answered(),
                revision,
                work.publication().map(Publication::toString).orElse(null),
                work.publication().map(Publication::at).orElseGet(clock::instant));
    }

    /** The work, claimed. */
    private final class Task {

        private final Job job;
        private final Feature feature;
        private final Work work;
        private final Conflict conflict;
        private final CallLog log;
        private final List<Call> told = new ArrayList<>();
        private Optional<Answered> end = Optional.empty();

        /** @param conflict what the work is in conflict with; null where with nothing */
        private Task(Job job, Feature feature, Work work, Conflict conflict, CallLog log) {
            this.job = job;
            this.feature = feature;
            this.work = work;
            this.conflict = conflict;
            this.log = log;
        }

        private Ending answer(Outlet outlet) {
            List<String> providers = job.providers().isEmpty() ? feature.providers() : job.providers();
            try {
                String text = EventText.of(job.event(), feature);
                Question question = Question.of(feature, text, Payer.of(job.event()));
                return completed(chain.answer(question, providers, log, () -> tellWhatWasUsed(outlet)));
            } catch (GiveUpException e) {
                return failed(new Failure(e.code(), e.getMessage(), false), e);
            } catch (OverBudgetException e) {
                return overBudget(e);
            } catch (TooLargeException e) {
                return refused(TOO_LARGE, e);
            } catch (TryLaterException e) {
                return new Ending.Unfinished(usage(inVain()).toList());
            } catch (AwayException e) {
                return new Ending.Postponed(usage(inVain()).toList(), e.getMessage());
            } finally {
                log.made().forEach(metrics::called);
            }
        }

        /** A hold may be over before a wait is. What the broker has confirmed is not said again with the work's end. */
        private void tellWhatWasUsed(Outlet outlet) {
            List<Call> untold = untold(inVain());
            try {
                outlet.publish(called(untold).toList());
                told.addAll(untold);
            } catch (RuntimeException e) {
                LOG.warnf("usage is not published yet cause=%s", e);
            }
        }

        private List<Call> untold(List<Call> calls) {
            return calls.stream().filter(call -> !told.contains(call)).toList();
        }

        private Ending overBudget(OverBudgetException why) {
            if (feature.onExhausted() == OnExhausted.FAIL) {
                return refused(OVER_BUDGET, why);
            }
            Stream<Message> used = usage(inVain());
            return new Ending.Held(
                    (job.tellsHeld(feature.name()) ? Stream.concat(used, Stream.of(held(why))) : used).toList(), why);
        }

        private Ending refused(String code, NoHoldException why) {
            return failed(new Failure(code, why.getMessage(), true), new GiveUpException(code, why.getMessage()));
        }

        /** The calls of this delivery, and those of earlier ones of which nobody has said yet what they used. */
        private List<Call> inVain() {
            Stream<Call> abandoned = log.calls().stream().filter(call -> call.outcome() == CallOutcome.ABANDONED);
            return Stream.concat(abandoned, log.made().stream()).toList();
        }

        private Message held(OverBudgetException why) {
            metrics.ended(feature, Outcome.HELD);
            Result result = Result.held(
                    EventRef.to(job.event()),
                    feature.name(),
                    feature.kind(),
                    why.getMessage(),
                    why.until().orElse(null));
            return envelopes.result(job, result.inConflict(conflict), Outcome.HELD);
        }

        private Ending failed(Failure failure, GiveUpException why) {
            Result result =
                    Result.failed(EventRef.to(job.event()), feature.name(), feature.kind(), failure, attempts());
            return new Ending.Failed(messages(result, Outcome.FAILED), why);
        }

        /** An answer cannot be kept and told about: that is how it ends, and nobody is asked again. */
        private Ending unstorable() {
            return failed(UNSTORABLE, new GiveUpException(UNSTORABLE.code(), UNSTORABLE.message()));
        }

        private Ending completed(Answered answered) {
            end = Optional.of(answered);
            try {
                return new Ending.Completed(messages(result(answered), Outcome.COMPLETED));
            } catch (RuntimeException e) {
                throw new UnstorableException(e);
            }
        }

        private Result result(Answered answered) {
            Output output = answered.answer().output();
            return Result.completed(
                            EventRef.to(job.event()),
                            feature.name(),
                            feature.kind(),
                            output,
                            answered.answer().explanation(),
                            lowConfidence(output),
                            answered.provider(),
                            answered.model(),
                            answered.cached(),
                            attempts())
                    .preceded(answered.earlier());
        }

        private boolean lowConfidence(Output output) {
            return output instanceof Output.Classification classification
                    && classification.confidence().compareTo(feature.minConfidence()) < 0;
        }

        private List<Attempt> attempts() {
            return log.calls().stream().map(Call::attempted).toList();
        }

        private List<Message> messages(Result result, Outcome outcome) {
            metrics.ended(feature, outcome);
            if (conflict != null) {
                metrics.resolved(feature, conflict.resolution());
            }
            return Stream.concat(
                            usage(log.calls()), Stream.of(envelopes.result(job, result.inConflict(conflict), outcome)))
                    .toList();
        }

        private Stream<Message> usage(List<Call> calls) {
            Stream<Message> reused = log.reused().stream().map(bought -> envelopes.reused(job, work, bought));
            return Stream.concat(called(untold(calls)), reused);
        }

        private Stream<Message> called(List<Call> calls) {
            return calls.stream()
                    .map(call -> call.booked(EventRef.to(job.event()), feature.name()))
                    .flatMap(Optional::stream)
                    .map(this::withWhatItSpared)
                    .map(booked -> envelopes.usage(job, booked));
        }

        private ModelCalled withWhatItSpared(ModelCalled booked) {
            return end.flatMap(Answered::spared)
                    .filter(spared -> isTheAnswer(booked))
                    .map(booked::sparing)
                    .orElse(booked);
        }

        private boolean isTheAnswer(ModelCalled booked) {
            return log.made().reversed().stream()
                    .filter(call -> call.outcome() == CallOutcome.ANSWERED)
                    .findFirst()
                    .flatMap(Call::id)
                    .filter(booked.callId()::equals)
                    .isPresent();
        }
    }
}
