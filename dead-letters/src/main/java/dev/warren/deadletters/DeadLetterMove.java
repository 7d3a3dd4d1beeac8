package dev.warren.deadletters;

import dev.warren.amqp.outgoing.BatchPublisher;
import dev.warren.contracts.Topology;
import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.DeadLetterLogEntry;
import dev.warren.deadletters.queue.DeadLetterReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moves dead letters out of the queue in batches: log entry confirmed, copy confirmed, then acknowledged. After a crash
 * in between they are still in the queue, in any case logged and perhaps sent: no dead letter is lost, and a consumer
 * that gets one twice recognises it by its identity.
 */
final class DeadLetterMove implements DeadLetterReader {

    private static final int MOST_TOGETHER = 100;
    private static final int MOST_BYTES_TOGETHER = 4 * 1024 * 1024;

    private final BatchPublisher batchPublisher;
    private final Predicate<BrowsedDeadLetter> chosen;
    private final Function<BrowsedDeadLetter, DeadLetterLogEntry> entries;
    private final Sending sending;
    private final List<BrowsedDeadLetter> together = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private int bytes;

    DeadLetterMove(
            BatchPublisher batchPublisher,
            Predicate<BrowsedDeadLetter> chosen,
            Function<BrowsedDeadLetter, DeadLetterLogEntry> entries,
            Sending sending) {
        this.batchPublisher = batchPublisher;
        this.chosen = chosen;
        this.entries = entries;
        this.sending = sending;
    }

    /** Those that have left. */
    List<String> keys() {
        return List.copyOf(gone);
    }

    @Override
    public boolean read(BrowsedDeadLetter letter) throws IOException {
        if (chosen.test(letter)) {
            together.add(letter);
            bytes += letter.body().length;
        }
        if (together.size() >= MOST_TOGETHER || bytes >= MOST_BYTES_TOGETHER) {
            end();
        }
        return true;
    }

    @Override
    public void end() throws IOException {
        if (together.isEmpty()) {
            return;
        }
        List<BrowsedDeadLetter> letters =
                together.stream().filter(letter -> !letter.copy()).toList();
        for (BrowsedDeadLetter letter : letters) {
            DeadLetterLogEntry entry = entries.apply(letter);
            batchPublisher.publish(Topology.DEAD_LETTERS, entry.routingKey(), entry.properties(), entry.body());
        }
        batchPublisher.confirm();
        for (BrowsedDeadLetter letter : letters) {
            sending.send(batchPublisher, letter);
        }
        batchPublisher.confirm();
        BrowsedDeadLetter.remove(together);
        letters.forEach(letter -> gone.add(letter.letter().key()));
        together.clear();
        bytes = 0;
    }

    /** What is sent before a letter is removed. */
    @FunctionalInterface
    interface Sending {

        /** Nothing: the letter is thrown away. */
        Sending NOTHING = (batchPublisher, letter) -> {};

        void send(BatchPublisher batchPublisher, BrowsedDeadLetter letter) throws IOException;
    }
}
