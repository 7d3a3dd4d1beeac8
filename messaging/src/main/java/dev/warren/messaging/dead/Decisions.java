package dev.warren.messaging.dead;

import dev.warren.messaging.amqp.Connections;
import dev.warren.messaging.dead.Answers.Discarded;
import dev.warren.messaging.dead.Answers.Replayed;
import dev.warren.messaging.dead.Departure.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What a person decides about letters. Two who decide about the same letter decide once: the second finds it gone. */
@ApplicationScoped
class Decisions {

    private static final Logger LOG = Logger.getLogger(Decisions.class);

    private final LetterBox box;
    private final Connections connections;
    private final ReturnAddress address;
    private final Estimates estimates;
    private final Watch watch;
    private final DeadLettersConfig config;
    private final Clock clock;
    private final String service;

    Decisions(
            LetterBox box,
            Connections connections,
            ReturnAddress address,
            Estimates estimates,
            Watch watch,
            DeadLettersConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.box = box;
        this.connections = connections;
        this.address = address;
        this.estimates = estimates;
        this.watch = watch;
        this.config = config;
        this.clock = clock;
        this.service = service;
    }

    /** What a replay would do. Changes nothing. */
    Replayed rehearse(Select select, Order order) {
        Choice choice = new Choice(select.predicate());
        Estimates.Sum sum = estimates.sum(order.providers());
        List<String> keys = new ArrayList<>();
        long unread = box.read(letter -> {
            if (!letter.copy()
                    && choice.test(letter)
                    && address.of(letter.headers()).isPresent()) {
                keys.add(letter.letter().key());
                sum.add(letter);
            }
            return true;
        });
        return new Replayed(choice.matched, 0, keys, sum.total(), unread);
    }

    /**
     * Sends letters back to the queues that they came from, with the same identity.
     *
     * @throws OutOfReachException if the broker stops answering; how many had left by then is in the message
     */
    Replayed replay(Select select, Order order) {
        Choice choice = new Choice(select.predicate());
        Leave leave = leave(
                letter -> choice.test(letter) && address.of(letter.headers()).isPresent(),
                Action.REPLAYED,
                order,
                (outbox, letter) -> outbox.publish(
                        service + ".park",
                        address.of(letter.headers()).orElseThrow(),
                        Revival.of(letter, order.providers()),
                        letter.body()));
        return new Replayed(choice.matched, leave.keys.size(), leave.keys, List.of(), leave.unread);
    }

    /**
     * Throws letters away.
     *
     * @throws OutOfReachException if the broker stops answering; how many had left by then is in the message
     */
    Discarded discard(Select select, Order order) {
        Choice choice = new Choice(select.predicate());
        Leave leave = leave(choice, Action.DISCARDED, order, Sending.NOTHING);
        return new Discarded(choice.matched, leave.keys.size(), leave.unread);
    }

    private Leave leave(Predicate<Taken> chosen, Action action, Order order, Sending sending) {
        try (Outbox outbox = new Outbox(connections, config.patience())) {
            Departure departure = new Departure(
                    outbox,
                    chosen,
                    letter -> Entry.of(action, service, letter.letter(), order, clock.instant()),
                    sending);
            try {
                long unread = box.read(departure);
                return new Leave(departure.keys(), unread);
            } catch (OutOfReachException e) {
                throw new OutOfReachException(
                        "%s Letters %s before that: %d."
                                .formatted(
                                        e.getMessage(),
                                        action.word(),
                                        departure.keys().size()),
                        e);
            } finally {
                LOG.infof(
                        "dead letters %s count=%d",
                        action.word(), departure.keys().size());
                watch.otherLettersThanBefore();
            }
        }
    }

    private record Leave(List<String> keys, long unread) {}

    /** Counts the letters that are chosen, each once. */
    private static final class Choice implements Predicate<Taken> {

        private final Predicate<Letter> wanted;
        private int matched;

        private Choice(Predicate<Letter> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean test(Taken letter) {
            boolean chosen = wanted.test(letter.letter());
            matched += chosen && !letter.copy() ? 1 : 0;
            return chosen;
        }
    }
}
