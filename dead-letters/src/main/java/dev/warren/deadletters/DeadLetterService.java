package dev.warren.deadletters;

import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.outgoing.BatchPublisher;
import dev.warren.deadletters.DeadLetterMove.Sending;
import dev.warren.deadletters.DeadLetterResponses.Discarded;
import dev.warren.deadletters.DeadLetterResponses.Replayed;
import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.deadletters.queue.DeadLetterLogEntry;
import dev.warren.deadletters.queue.DeadLetterQueue;
import dev.warren.deadletters.queue.DeadLettersConfig;
import dev.warren.deadletters.queue.DeadLettersUnavailableException;
import dev.warren.deadletters.queue.OperatorRequest;
import dev.warren.messaging.processing.DeadLetterAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries out what an operator decides about dead letters. If two operators decide about the same dead letter, the
 * first decision counts, and the second finds no dead letter.
 */
@ApplicationScoped
class DeadLetterService {

    private static final Logger LOG = Logger.getLogger(DeadLetterService.class);

    private final DeadLetterQueue deadLetterQueue;
    private final BrokerConnector brokerConnector;
    private final OriginalQueueResolver originalQueueResolver;
    private final ReplayEstimateCollector replayEstimateCollector;
    private final DeadLetterMonitor deadLetterMonitor;
    private final DeadLettersConfig config;
    private final Clock clock;
    private final String service;

    DeadLetterService(
            DeadLetterQueue deadLetterQueue,
            BrokerConnector brokerConnector,
            OriginalQueueResolver originalQueueResolver,
            ReplayEstimateCollector replayEstimateCollector,
            DeadLetterMonitor deadLetterMonitor,
            DeadLettersConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.deadLetterQueue = deadLetterQueue;
        this.brokerConnector = brokerConnector;
        this.originalQueueResolver = originalQueueResolver;
        this.replayEstimateCollector = replayEstimateCollector;
        this.deadLetterMonitor = deadLetterMonitor;
        this.config = config;
        this.clock = clock;
        this.service = service;
    }

    /** What a replay would do. Changes nothing. */
    Replayed rehearse(DeadLetterSelector select, OperatorRequest operatorRequest) {
        Choice choice = new Choice(select.predicate());
        ReplayEstimateCollector.Sum sum = replayEstimateCollector.sum(operatorRequest.providers());
        List<String> keys = new ArrayList<>();
        long unread = deadLetterQueue.read(letter -> {
            if (!letter.copy()
                    && choice.test(letter)
                    && originalQueueResolver.of(letter.headers()).isPresent()) {
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
     * @throws DeadLettersUnavailableException if the broker stops answering; how many had left by then is in the
     *     message
     */
    Replayed replay(DeadLetterSelector select, OperatorRequest operatorRequest) {
        Choice choice = new Choice(select.predicate());
        Leave leave = leave(
                letter -> choice.test(letter)
                        && originalQueueResolver.of(letter.headers()).isPresent(),
                DeadLetterAction.REPLAYED,
                operatorRequest,
                (batchPublisher, letter) -> batchPublisher.publish(
                        service + ".park",
                        originalQueueResolver.of(letter.headers()).orElseThrow(),
                        ReplayProperties.of(letter, operatorRequest.providers()),
                        letter.body()));
        return new Replayed(choice.matched, leave.keys.size(), leave.keys, List.of(), leave.unread);
    }

    /**
     * Throws letters away.
     *
     * @throws DeadLettersUnavailableException if the broker stops answering; how many had left by then is in the
     *     message
     */
    Discarded discard(DeadLetterSelector select, OperatorRequest operatorRequest) {
        Choice choice = new Choice(select.predicate());
        Leave leave = leave(choice, DeadLetterAction.DISCARDED, operatorRequest, Sending.NOTHING);
        return new Discarded(choice.matched, leave.keys.size(), leave.unread);
    }

    private Leave leave(
            Predicate<BrowsedDeadLetter> chosen,
            DeadLetterAction action,
            OperatorRequest operatorRequest,
            Sending sending) {
        try (BatchPublisher batchPublisher = new BatchPublisher(brokerConnector, "-> dead letters", config.timeout())) {
            DeadLetterMove deadLetterMove = new DeadLetterMove(
                    batchPublisher,
                    chosen,
                    letter -> DeadLetterLogEntry.of(action, service, letter.letter(), operatorRequest, clock.instant()),
                    sending);
            try {
                long unread = deadLetterQueue.read(deadLetterMove);
                return new Leave(deadLetterMove.keys(), unread);
            } catch (DeadLettersUnavailableException e) {
                throw new DeadLettersUnavailableException(
                        "%s Dead letters %s before that: %d."
                                .formatted(
                                        e.getMessage(),
                                        action.word(),
                                        deadLetterMove.keys().size()),
                        e);
            } finally {
                LOG.infof(
                        "dead letters %s count=%d",
                        action.word(), deadLetterMove.keys().size());
                deadLetterMonitor.otherLettersThanBefore();
            }
        }
    }

    private record Leave(List<String> keys, long unread) {}

    /** Counts the letters that are chosen, each once. */
    private static final class Choice implements Predicate<BrowsedDeadLetter> {

        private final Predicate<DeadLetter> wanted;
        private int matched;

        private Choice(Predicate<DeadLetter> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean test(BrowsedDeadLetter letter) {
            boolean chosen = wanted.test(letter.letter());
            matched += chosen && !letter.copy() ? 1 : 0;
            return chosen;
        }
    }
}
