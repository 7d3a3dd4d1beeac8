package dev.warren.notifier.status;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Publication;
import dev.warren.contracts.v1.Outcome;
import dev.warren.database.GroupCommit;
import dev.warren.database.ServiceDatabase;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Writes down what messages say, durably on return; saying it again changes nothing. */
@ApplicationScoped
class StatusRecorder {

    /** Somebody who asks for the status of an event does not notice. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final GroupCommit<StatusUpdate, Void> updates;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Clock clock;

    StatusRecorder(Timeline timeline, Outcomes outcomes, ServiceDatabase database, Clock clock) {
        this.updates = database.inGroups(GATHERING, this::write);
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** An event was accepted. Only the reference, the time, the user and the fingerprint are kept. */
    void accepted(CloudEvent event, Optional<Publication> publication) {
        updates.write(StatusUpdate.of(EventFact.accepted(event, publication, clock)));
    }

    /**
     * A feature has an outcome.
     *
     * @throws IllegalArgumentException if the message is no result
     */
    void result(CloudEvent message) {
        Outcome outcome = Outcome.ofType(message.getType());
        ResultSubject work = ContractCodec.data(message, ResultSubject.class);
        EventFact fact = EventFact.outcome(message, work, outcome, clock);
        updates.write(
                new StatusUpdate(fact, outcome, new String(message.getData().toBytes(), StandardCharsets.UTF_8)));
    }

    private List<Void> write(Connection connection, List<StatusUpdate> group) throws SQLException {
        timeline.add(connection, group.stream().map(StatusUpdate::fact).toList());
        outcomes.put(connection, group.stream().filter(StatusUpdate::isOutcome).toList());
        return Collections.nCopies(group.size(), null);
    }
}
