package dev.warren.aiconsumer.replay.run;

import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.incoming.InFlightRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Whether live events need the room: whether any waits in the queues, of all instances together, or in flight, or this
 * instance works on so many that they may need all of it. Not thread-safe.
 */
final class LiveTraffic {

    private final BrokerConnection connection;
    private final List<String> queues;
    private final InFlightRegistry work;
    private final IntSupplier inHand;
    private final IntSupplier mostInWork;

    /**
     * A look over a connection that somebody else closes.
     *
     * @param inHand how many live events are in flight and have not begun
     * @param mostInWork how many live events may be worked on beside a replay at the moment
     */
    LiveTraffic(
            BrokerConnection connection,
            List<String> queues,
            InFlightRegistry work,
            IntSupplier inHand,
            IntSupplier mostInWork) {
        this.connection = connection;
        this.queues = queues;
        this.work = work;
        this.inHand = inHand;
        this.mostInWork = mostInWork;
    }

    /**
     * Why a replay has to wait, for a person; empty if it need not.
     *
     * @throws IOException if the broker does not say
     */
    Optional<String> needsTheRoom() throws IOException {
        int inWork = work.count();
        if (inWork > mostInWork.getAsInt()) {
            return Optional.of("live events have priority: %d are being processed".formatted(inWork));
        }
        int waitingHere = inHand.getAsInt();
        if (waitingHere > 0) {
            return Optional.of("live events have priority: %d wait in this service".formatted(waitingHere));
        }
        for (String queue : queues) {
            long waiting = connection.messageCount(queue);
            if (waiting > 0) {
                return Optional.of("live events have priority: %d wait in %s".formatted(waiting, queue));
            }
        }
        return Optional.empty();
    }
}
