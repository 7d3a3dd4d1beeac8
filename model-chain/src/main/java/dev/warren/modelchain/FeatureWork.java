package dev.warren.modelchain;

import dev.warren.contracts.event.Publication;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.Conflict.Resolution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.ProviderAttempt;
import dev.warren.contracts.v1.Result;
import dev.warren.database.UnstorableRecordException;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.ending.NoHoldException;
import dev.warren.modelchain.ending.OverBudgetException;
import dev.warren.modelchain.ending.RetryableFailureException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.feature.EventText;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.store.CompletionStore;
import dev.warren.modelchain.store.ContentChangedException;
import dev.warren.modelchain.store.key.WorkItem;
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
 * the money that was reserved for them until the ledger knows.
 */
@ApplicationScoped
public class FeatureWork {

    private static final Logger LOG = Logger.getLogger(FeatureWork.class);
    private static final String OVER_BUDGET = "budget-exhausted";
    private static final String TOO_LARGE = "too-large-for-budget";
    private static final Failure UNSTORABLE =
            new Failure("unstorable", "The answer cannot be stored or published", false);

    private final CompletionStore completionStore;
    private final ModelChain chain;
    private final OutboundMessageFactory outboundMessageFactory;
    private final ModelMetrics metrics;
    private final Clock clock;

    FeatureWork(
            CompletionStore completionStore,
            ModelChain chain,
            OutboundMessageFactory outboundMessageFactory,
            ModelMetrics metrics,
            Clock clock) {
        this.completionStore = completionStore;
        this.chain = chain;
        this.outboundMessageFactory = outboundMessageFactory;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Does the work, or finds how it has ended. Blocks while a provider answers and while somebody else is at it. */
    public FeatureOutcome on(EventJob eventJob, Feature feature, MessageSink messageSink) {
        try {
            return ending(eventJob, feature, eventJob.again(), task -> task.answer(messageSink));
        } catch (DependencyUnavailableException e) {
            return new FeatureOutcome.Postponed(List.of(), e.getMessage());
        }
    }

    /**
     * The end of a feature whose answer has been waited for long enough, with every call that was made in vain; or how
     * it has ended, if it has.
     *
     * @param failure what every attempt came to
     * @throws DependencyUnavailableException if that cannot be stored
     */
    public FeatureOutcome exhausted(EventJob eventJob, Feature feature, Failure failure) {
        FeatureFailedException why = new FeatureFailedException(failure.code(), failure.message());
        return ending(eventJob, feature, false, task -> task.failed(failure, why));
    }

    private FeatureOutcome ending(
            EventJob eventJob, Feature feature, boolean again, Function<Task, FeatureOutcome> doing) {
        WorkItem work = WorkItem.on(eventJob.event(), feature.name(), eventJob.replay(), eventJob.publication())
                .sentBack(eventJob.letter());
        try {
            return once(again, work, doing, log -> new Task(eventJob, feature, work, null, log));
        } catch (ContentChangedException e) {
            return switch (feature.onConflict()) {
                case KEEP -> kept(feature, work, e);
                case NEW_REVISION -> {
                    WorkItem revision = work.revision();
                    Conflict mark = conflict(Resolution.NEW_REVISION, work, e, completionStore.revision(work));
                    yield once(again, revision, doing, log -> new Task(eventJob, feature, revision, mark, log));
                }
            };
        }
    }

    private FeatureOutcome once(
            boolean again, WorkItem work, Function<Task, FeatureOutcome> doing, Function<CallLog, Task> task) {
        return completionStore.once(work, again, task.andThen(doing), task.andThen(Task::unstorable));
    }

    /** Told once, in words that stay the same, as every other ending. */
    private FeatureOutcome kept(Feature feature, WorkItem work, ContentChangedException other) {
        return completionStore.once(work.kept(), false, log -> {
            metrics.resolved(feature, Resolution.KEPT);
            Conflict mark = conflict(Resolution.KEPT, work, other, null);
            return new FeatureOutcome.Completed(
                    List.of(outboundMessageFactory.marked(other.messages().getLast(), mark)));
        });
    }

    private Conflict conflict(Resolution resolution, WorkItem work, ContentChangedException other, Integer revision) {
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

        private final EventJob eventJob;
        private final Feature feature;
        private final WorkItem work;
        private final Conflict conflict;
        private final CallLog log;
        private final List<CallLogEntry> told = new ArrayList<>();
        private Optional<Answered> end = Optional.empty();

        /** @param conflict what the work is in conflict with; null where with nothing */
        private Task(EventJob eventJob, Feature feature, WorkItem work, Conflict conflict, CallLog log) {
            this.eventJob = eventJob;
            this.feature = feature;
            this.work = work;
            this.conflict = conflict;
            this.log = log;
        }

        private FeatureOutcome answer(MessageSink messageSink) {
            List<String> providers = eventJob.providers().isEmpty() ? feature.providers() : eventJob.providers();
            try {
                String text = EventText.of(eventJob.event(), feature);
                Question question = Question.of(feature, text, CallAttribution.of(eventJob.event()));
                return completed(chain.answer(question, providers, log, () -> tellWhatWasUsed(messageSink)));
            } catch (FeatureFailedException e) {
                return failed(new Failure(e.code(), e.getMessage(), false), e);
            } catch (OverBudgetException e) {
                return overBudget(e);
            } catch (TooLargeForBudgetException e) {
                return refused(TOO_LARGE, e);
            } catch (RetryableFailureException e) {
                return new FeatureOutcome.Unfinished(usage(inVain()).toList());
            } catch (DependencyUnavailableException e) {
                return new FeatureOutcome.Postponed(usage(inVain()).toList(), e.getMessage());
            } finally {
                log.made().forEach(metrics::called);
            }
        }

        /** A hold may be over before a wait is. What the broker has confirmed is not said again with the work's end. */
        private void tellWhatWasUsed(MessageSink messageSink) {
            List<CallLogEntry> untold = untold(inVain());
            try {
                messageSink.publish(called(untold).toList());
                told.addAll(untold);
            } catch (RuntimeException e) {
                LOG.warnf("usage not published yet cause=%s", e);
            }
        }

        private List<CallLogEntry> untold(List<CallLogEntry> calls) {
            return calls.stream().filter(call -> !told.contains(call)).toList();
        }

        private FeatureOutcome overBudget(OverBudgetException why) {
            if (feature.onExhausted() == OnExhausted.FAIL) {
                return refused(OVER_BUDGET, why);
            }
            Stream<OutboundMessage> used = usage(inVain());
            return new FeatureOutcome.Held(
                    (eventJob.tellsHeld(feature.name()) ? Stream.concat(used, Stream.of(held(why))) : used).toList(),
                    why);
        }

        private FeatureOutcome refused(String code, NoHoldException why) {
            return failed(
                    new Failure(code, why.getMessage(), true), new FeatureFailedException(code, why.getMessage()));
        }

        /** The calls of this delivery, and those of earlier ones of which nobody has said yet what they used. */
        private List<CallLogEntry> inVain() {
            Stream<CallLogEntry> abandoned =
                    log.calls().stream().filter(call -> call.outcome() == CallOutcome.ABANDONED);
            return Stream.concat(abandoned, log.made().stream()).toList();
        }

        private OutboundMessage held(OverBudgetException why) {
            metrics.ended(feature, Outcome.HELD);
            Result result = Result.held(
                    EventRef.to(eventJob.event()),
                    feature.name(),
                    feature.kind().name(),
                    why.getMessage(),
                    why.until().orElse(null));
            return outboundMessageFactory.result(eventJob, result.inConflict(conflict), Outcome.HELD);
        }

        private FeatureOutcome failed(Failure failure, FeatureFailedException why) {
            Result result = Result.failed(
                    EventRef.to(eventJob.event()),
                    feature.name(),
                    feature.kind().name(),
                    failure,
                    attempts());
            return new FeatureOutcome.Failed(messages(result, Outcome.FAILED), why);
        }

        /** An answer cannot be kept and told about: that is how it ends, and nobody is asked again. */
        private FeatureOutcome unstorable() {
            return failed(UNSTORABLE, new FeatureFailedException(UNSTORABLE.code(), UNSTORABLE.message()));
        }

        private FeatureOutcome completed(Answered answered) {
            end = Optional.of(answered);
            try {
                return new FeatureOutcome.Completed(messages(result(answered), Outcome.COMPLETED));
            } catch (RuntimeException e) {
                throw new UnstorableRecordException(e);
            }
        }

        private Result result(Answered answered) {
            Output output = answered.answer().output();
            return Result.completed(
                            EventRef.to(eventJob.event()),
                            feature.name(),
                            feature.kind().name(),
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
            return output instanceof Output.Scored scored && scored.confidence().compareTo(feature.minConfidence()) < 0;
        }

        private List<ProviderAttempt> attempts() {
            return log.calls().stream().map(CallLogEntry::attempted).toList();
        }

        private List<OutboundMessage> messages(Result result, Outcome outcome) {
            metrics.ended(feature, outcome);
            if (conflict != null) {
                metrics.resolved(feature, conflict.resolution());
            }
            return Stream.concat(
                            usage(log.calls()),
                            Stream.of(outboundMessageFactory.result(eventJob, result.inConflict(conflict), outcome)))
                    .toList();
        }

        private Stream<OutboundMessage> usage(List<CallLogEntry> calls) {
            Stream<OutboundMessage> reused =
                    log.reused().stream().map(bought -> outboundMessageFactory.reused(eventJob, work, bought));
            return Stream.concat(called(untold(calls)), reused);
        }

        private Stream<OutboundMessage> called(List<CallLogEntry> calls) {
            return calls.stream()
                    .map(call -> call.booked(EventRef.to(eventJob.event()), feature.name()))
                    .flatMap(Optional::stream)
                    .map(this::withWhatItSpared)
                    .map(booked -> outboundMessageFactory.usage(eventJob, booked));
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
                    .flatMap(CallLogEntry::id)
                    .filter(booked.callId()::equals)
                    .isPresent();
        }
    }
}
