package dev.warren.suite;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A service of the list, with what follows from its type.
 *
 * @param port of HTTP; that of management is {@link #MANAGEMENT} higher
 * @param memory the largest heap, as Java's option has it
 * @param queues without the service's name; the first is that which retries go to
 * @param requests those of the queues whose messages are neither kept nor retried
 * @param writes exchanges that it publishes to, beside those that every service has
 * @param reads streams that it follows
 */
public record ListedService(
        String name,
        ServiceType type,
        int port,
        String memory,
        boolean database,
        List<String> queues,
        List<String> requests,
        List<String> writes,
        List<String> reads) {

    /** How much higher the port of management is. */
    public static final int MANAGEMENT = 1_000;

    /** Whether it handles events by calling models. */
    public boolean isAiConsumer() {
        return type == ServiceType.AI_CONSUMER;
    }

    /** The queues whose messages are kept, retried and dead-lettered. */
    Stream<String> mainQueues() {
        return queues.stream().filter(Predicate.not(requests::contains));
    }
}
