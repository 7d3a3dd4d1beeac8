package dev.warren.notifier.status;

import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Outcome;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Writes down what a message says, in one transaction; saying it again changes nothing. */
@ApplicationScoped
class Recorder {

    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Clock clock;

    Recorder(Timeline timeline, Outcomes outcomes, Clock clock) {
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** An event was accepted. Only the reference, the time and the user are kept. */
    @Transactional
    void accepted(CloudEvent event) {
        timeline.add(Fact.accepted(event, clock));
    }

    /**
     * A feature has an outcome.
     *
     * @throws IllegalArgumentException if the message is no result
     */
    @Transactional
    void result(CloudEvent message) {
        Outcome outcome = Outcome.ofType(message.getType());
        Work work = Messages.data(message, Work.class);
        Fact fact = Fact.outcome(message, work, outcome, clock);
        timeline.add(fact);
        outcomes.put(fact, outcome, new String(message.getData().toBytes(), StandardCharsets.UTF_8));
    }
}
