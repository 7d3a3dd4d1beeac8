package dev.warren.notifier.status;

import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Publication;
import dev.warren.messaging.database.Database;
import dev.warren.messaging.database.GroupCommit;
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
class Recorder {

    /** Somebody who asks for the status of an event does not notice. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final GroupCommit<Note, Void> notes;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Clock clock;

    Recorder(Timeline timeline, Outcomes outcomes, Database database, Clock clock) {
        this.notes = database.inGroups(GATHERING, this::write);
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** An event was accepted. Only the reference, the time, the user and the fingerprint are kept. */
    void accepted(CloudEvent event, Optional<Publication> publication) {
        notes.write(Note.of(Fact.accepted(event, publication, clock)));
    }

    /**
     * A feature has an outcome.
     *
     * @throws IllegalArgumentException if the message is no result
     */
    void result(CloudEvent message) {
        Outcome outcome = Outcome.ofType(message.getType());
        Work work = Messages.data(message, Work.class);
        Fact fact = Fact.outcome(message, work, outcome, clock);
        notes.write(new Note(fact, outcome, new String(message.getData().toBytes(), StandardCharsets.UTF_8)));
    }

    private List<Void> write(Connection connection, List<Note> group) throws SQLException {
        timeline.add(connection, group.stream().map(Note::fact).toList());
        outcomes.put(connection, group.stream().filter(Note::isOutcome).toList());
        return Collections.nCopies(group.size(), null);
    }
}
