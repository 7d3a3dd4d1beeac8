package dev.warren.suite;

/** The kinds of queues, each as the broker's definitions have it. */
final class QueueDefinition {

    /** Looking at a message in the management page counts as a delivery. */
    private static final int NEVER_DROPPED = 1_000_000;

    private static final String DEAD_LETTERED =
            "\"x-dead-letter-exchange\": \"%s\", \"x-dead-letter-routing-key\": \"%s\", \"x-dead-letter-strategy\": \"at-least-once\", \"x-overflow\": \"reject-publish\"";

    private QueueDefinition() {}

    /** What a service consumes; what it gives up is a dead letter. */
    static String main(String service, String queue) {
        return quorum(
                service + "." + queue, DEAD_LETTERED.formatted("dead-letters", service) + ", \"x-delivery-limit\": 20");
    }

    /** What waits for a time and then goes to the main queue. */
    static String delay(String name, int millis, String mainQueue) {
        return quorum(name, "\"x-message-ttl\": %d, ".formatted(millis) + DEAD_LETTERED.formatted("", mainQueue));
    }

    /** What waits until somebody fetches it. */
    static String kept(String name) {
        return quorum(name, "\"x-overflow\": \"reject-publish\", \"x-delivery-limit\": " + NEVER_DROPPED);
    }

    /** Requests, for as long as somebody may wait for the reply. */
    static String requests(String name) {
        return queue(
                name,
                "\"x-queue-type\": \"classic\", \"x-message-ttl\": 10000, \"x-max-length\": 50000, \"x-overflow\": \"reject-publish\"");
    }

    /** What can be read again from any time on. */
    static String stream(ListedStream stream) {
        String age = stream.keep().isEmpty() ? "" : "\"x-max-age\": \"%s\", ".formatted(stream.keep());
        return queue(
                stream.name(),
                "\"x-queue-type\": \"stream\", %s\"x-max-length-bytes\": %d, \"x-stream-max-segment-size-bytes\": %d"
                        .formatted(age, stream.bytes(), stream.segmentBytes()));
    }

    private static String quorum(String name, String arguments) {
        return queue(name, "\"x-queue-type\": \"quorum\", " + arguments);
    }

    private static String queue(String name, String arguments) {
        return "{\"name\": \"%s\", \"vhost\": \"warren\", \"durable\": true, \"auto_delete\": false, \"arguments\": {%s}}"
                .formatted(name, arguments);
    }
}
