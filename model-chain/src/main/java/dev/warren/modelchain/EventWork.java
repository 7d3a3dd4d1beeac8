package dev.warren.modelchain;

import dev.warren.contracts.v1.Failure;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.ending.FeatureOutcomes;
import dev.warren.modelchain.ending.UnfinishedException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.outage.ChainOutage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The work of all features that listen to an event. Each has its own outcome; none prevents that of another. */
@ApplicationScoped
public class EventWork {

    private static final Logger LOG = Logger.getLogger(EventWork.class);

    /** For saying how it ended, whatever time that took. */
    private static final Duration LAST_WORD = Duration.ofSeconds(30);

    private static final Failure UNANSWERED =
            new Failure("unavailable", "No provider answered before the timeout", true);
    private static final Failure BROKEN = new Failure("internal-error", "The service failed at every attempt", true);

    /** Nothing was attempted, so it does not count as an attempt. */
    private static final FeatureOutcome NOT_BEGUN =
            new FeatureOutcome.Postponed(List.of(), "The event timed out before it could start");

    private final Features features;
    private final FeatureWork work;
    private final ChainOutage chainOutage;

    EventWork(Features features, FeatureWork work, ChainOutage chainOutage) {
        this.features = features;
        this.work = work;
        this.chainOutage = chainOutage;
    }

    /**
     * Does the work and publishes, feature by feature, what was used and the result. When it returns, every feature has
     * an answer and everything is published. May be called again at any time: what was done is not done again, its
     * messages are published again as they were. All features share the job's time: when that is over, those that have
     * not begun wait for the next.
     *
     * @throws dev.warren.modelchain.ending.HeldException if some features have no answer before there is money for it,
     *     which is published; the cause says how the others ended
     * @throws dev.warren.modelchain.ending.PostponedException likewise, for features that wait for something that is
     *     away
     * @throws UnfinishedException if some features have no answer yet; the outcomes of all others are published
     * @throws dev.warren.modelchain.ending.UnexpectedFailureException likewise, if the work for some of them broke off
     * @throws dev.warren.modelchain.ending.FeatureFailedException if some features will never have an answer, which is
     *     published, and all others have one
     */
    public void process(EventJob eventJob, MessageSink messageSink) {
        new Deadline(eventJob.timeLeft()).during(() -> processInTime(eventJob, messageSink));
    }

    private void processInTime(EventJob eventJob, MessageSink messageSink) {
        FeatureOutcomes featureOutcomes = new FeatureOutcomes();
        for (Feature feature : listening(eventJob)) {
            ended(eventJob, feature, featureOutcomes, messageSink).ifPresent(outcome -> {
                publish(outcome, messageSink);
                featureOutcomes.add(feature.name(), outcome);
            });
        }
        featureOutcomes.demandCompleted();
    }

    private Optional<FeatureOutcome> ended(
            EventJob eventJob, Feature feature, FeatureOutcomes featureOutcomes, MessageSink messageSink) {
        try {
            return Optional.of(Deadline.current().isOver() ? NOT_BEGUN : work.on(eventJob, feature, messageSink));
        } catch (Throwable e) { // whatever it is, the other features have their turn
            LOG.warnf(
                    "unexpected failure feature=%s cause=%s",
                    feature.name(), e.getClass().getName());
            featureOutcomes.broke(feature.name(), e);
            return Optional.empty();
        }
    }

    /** The usage of failed calls is republished with the final outcome; no call is repeated for it. */
    private static void publish(FeatureOutcome outcome, MessageSink messageSink) {
        try {
            messageSink.publish(outcome.messages());
        } catch (RuntimeException e) {
            if (!(outcome instanceof FeatureOutcome.Unfinished || outcome instanceof FeatureOutcome.Postponed)) {
                throw e;
            }
            LOG.warnf("usage not published yet cause=%s", e);
        }
    }

    /**
     * Publishes that the features have no answer and will not be tried again, with every call that was made in vain. A
     * feature that has ended by now is left as it is, and its messages are published again.
     *
     * @param last what {@link #process} threw the last time
     */
    public void exhausted(EventJob eventJob, Throwable last, MessageSink messageSink) {
        Failure failure = last instanceof UnfinishedException ? UNANSWERED : BROKEN;
        new Deadline(() -> LAST_WORD).during(() -> {
            for (Feature feature : listening(eventJob)) {
                messageSink.publish(lastWord(eventJob, feature, failure));
            }
        });
    }

    /** Nothing where even that breaks off: the others are told about, and the message is not tried for ever. */
    private List<OutboundMessage> lastWord(EventJob eventJob, Feature feature, Failure failure) {
        try {
            return work.exhausted(eventJob, feature, failure).messages();
        } catch (DependencyUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    "failure result could not be published feature=%s cause=%s",
                    feature.name(), e.getClass().getName());
            return List.of();
        }
    }

    /** A feature that has to wait for its providers comes after those that need not. */
    private List<Feature> listening(EventJob eventJob) {
        return features.listeningTo(eventJob.event()).stream()
                .filter(feature -> eventJob.only().isEmpty() || eventJob.only().contains(feature.name()))
                .sorted(Comparator.comparing(chainOutage::prospect))
                .toList();
    }
}
