package dev.warren.aiconsumer.replay;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What waits in the queues of live events, of all instances together. Not thread-safe. */
final class LiveTraffic {

    private final Channel channel;
    private final List<String> queues;

    LiveTraffic(Connection connection, List<String> queues) throws IOException {
        this.channel = connection.createChannel();
        this.queues = queues;
    }

    /**
     * Why a replay has to wait, for a person; empty if it need not.
     *
     * @throws IOException if the broker does not say
     */
    Optional<String> needsTheRoom() throws IOException {
        try {
            for (String queue : queues) {
                int waiting = channel.queueDeclarePassive(queue).getMessageCount();
                if (waiting > 0) {
                    return Optional.of("live events go first: %d wait in %s".formatted(waiting, queue));
                }
            }
            return Optional.empty();
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }
}
