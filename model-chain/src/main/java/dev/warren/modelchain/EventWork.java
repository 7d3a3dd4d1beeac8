package dev.warren.modelchain;

import dev.warren.contracts.v1.Failure;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.outage.Outage;
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
            new Failure("unavailable", "No provider answered, however long we waited", true);
    private static final Failure BROKEN =
            new Failure("internal-error", "The service could not do the work, however often it tried", true);

    /** Nobody has tried: it is no attempt. */
    private static final Ending NOT_BEGUN =
            new Ending.Postponed(List.of(), "The time for this event was over before its turn came");

    private final Features features;
    private final FeatureWork work;
    private final Outage outage;

    EventWork(Features features, FeatureWork work, Outage outage) {
        this.features = features;
        this.work = work;
        this.outage = outage;
    }

    /**
     * Does the work and publishes, feature by feature, what was used and the result. When it returns, every feature has
     * an answer and everything is published. May be called again at any time: what was done is not done again, its
     * messages are published again as they were. All features share the job's time: when that is over, those that have
     * not begun wait for the next.
     *
     * @throws HeldException if some features have no answer before there is money for it, which is published; the cause
     *     says how the others ended
     * @throws PostponedException likewise, for features that wait for something that is away
     * @throws UnfinishedException if some features have no answer yet; the outcomes of all others are published
     * @throws BrokenException likewise, if the work for some of them broke off
     * @throws GiveUpException if some features will never have an answer, which is published, and all others have one
     */
    public void process(Job job, Outlet outlet) {
        new Deadline(job.timeLeft()).during(() -> processInTime(job, outlet));
    }

    private void processInTime(Job job, Outlet outlet) {
        Endings endings = new Endings();
        for (Feature feature : listening(job)) {
            ended(job, feature, endings, outlet).ifPresent(ending -> {
                publish(ending, outlet);
                endings.add(feature.name(), ending);
            });
        }
        endings.demandCompleted();
    }

    private Optional<Ending> ended(Job job, Feature feature, Endings endings, Outlet outlet) {
        try {
            return Optional.of(Deadline.current().isOver() ? NOT_BEGUN : work.on(job, feature, outlet));
        } catch (Throwable e) { // whatever it is, the other features have their turn
            LOG.warnf(
                    "work broke off feature=%s cause=%s",
                    feature.name(), e.getClass().getName());
            endings.broke(feature.name(), e);
            return Optional.empty();
        }
    }

    /** What calls in vain have used is said again with the feature's end: to say it now, nobody is asked again. */
    private static void publish(Ending ending, Outlet outlet) {
        try {
            outlet.publish(ending.messages());
        } catch (RuntimeException e) {
            if (!(ending instanceof Ending.Unfinished || ending instanceof Ending.Postponed)) {
                throw e;
            }
            LOG.warnf("usage is not published yet cause=%s", e);
        }
    }

    /**
     * Publishes that the features have no answer and will not be tried again, with every call that was made in vain. A
     * feature that has ended by now is left as it is, and its messages are published again.
     *
     * @param last what {@link #process} threw the last time
     */
    public void exhausted(Job job, Throwable last, Outlet outlet) {
        Failure failure = last instanceof UnfinishedException ? UNANSWERED : BROKEN;
        new Deadline(() -> LAST_WORD).during(() -> {
            for (Feature feature : listening(job)) {
                outlet.publish(lastWord(job, feature, failure));
            }
        });
    }

    /** Nothing where even that breaks off: the others are told about, and the message is not tried for ever. */
    private List<Message> lastWord(Job job, Feature feature, Failure failure) {
        try {
            return work.exhausted(job, feature, failure).messages();
        } catch (AwayException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    "no result says that it failed feature=%s cause=%s",
                    feature.name(), e.getClass().getName());
            return List.of();
        }
    }

    /** A feature that has to wait for its providers comes after those that need not. */
    private List<Feature> listening(Job job) {
        return features.listeningTo(job.event()).stream()
                .filter(feature -> job.only().isEmpty() || job.only().contains(feature.name()))
                .sorted(Comparator.comparing(outage::prospect))
                .toList();
    }
}
