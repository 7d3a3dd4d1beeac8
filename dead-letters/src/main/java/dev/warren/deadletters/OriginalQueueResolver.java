package dev.warren.deadletters;

import dev.warren.deadletters.queue.MessageHeaders;
import dev.warren.messaging.WarrenHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Finds out which of the service's main queues a dead letter came from. */
@ApplicationScoped
class OriginalQueueResolver {

    private static final Pattern QUEUE_NAME = Pattern.compile("mp\\.messaging\\.incoming\\..+\\.queue\\.name");
    private static final String OVERFLOW = ".overflow";

    private final List<String> queues;
    private final String service;

    OriginalQueueResolver(Config config) {
        this.service = config.getValue("quarkus.application.name", String.class);
        this.queues = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(QUEUE_NAME.asMatchPredicate())
                .map(name -> config.getValue(name, String.class))
                .filter(queue -> !queue.endsWith(OVERFLOW))
                .distinct()
                .toList();
    }

    /** The queue to send a letter back to; empty where nothing says which of several it was. */
    Optional<String> of(MessageHeaders headers) {
        return headers.table("x-death")
                .flatMap(death -> death.text("queue"))
                .or(() -> headers.text(WarrenHeaders.QUEUE))
                .filter(queues::contains)
                .or(() -> headers.text(WarrenHeaders.ORIGINAL_EXCHANGE)
                        .map(exchange -> service + "." + exchange)
                        .filter(queues::contains))
                .or(() -> queues.size() == 1 ? Optional.of(queues.getFirst()) : Optional.empty());
    }
}
