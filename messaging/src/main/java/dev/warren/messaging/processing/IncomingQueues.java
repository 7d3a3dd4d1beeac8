package dev.warren.messaging.processing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The queues that the service consumes from, as its channels name them. */
@ApplicationScoped
class IncomingQueues {

    private static final Pattern QUEUE_NAME = Pattern.compile("mp\\.messaging\\.incoming\\..+\\.queue\\.name");
    private static final String UNKNOWN = "unknown";

    private final List<String> names;
    private final String service;

    IncomingQueues(Config config) {
        this.service = config.getValue("quarkus.application.name", String.class);
        this.names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> QUEUE_NAME.matcher(name).matches())
                .map(name -> config.getValue(name, String.class))
                .toList();
    }

    /**
     * The queue that a message was taken from. The broker does not say; with several queues it follows from the
     * exchange, by whose name the queues are called.
     */
    String of(InboundMessage inboundMessage) {
        if (names.size() == 1) {
            return names.getFirst();
        }
        String byExchange = service + "." + inboundMessage.originalExchange();
        return names.contains(byExchange) ? byExchange : UNKNOWN;
    }
}
