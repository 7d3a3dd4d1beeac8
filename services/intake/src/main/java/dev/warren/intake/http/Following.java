package dev.warren.intake.http;

import dev.warren.intake.IntakeConfig;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Knows where the outcomes of an event can be seen. Its names are in the query alone: whoever normalises a path on the
 * way, as URLs allow, would make another event of {@code a/../b}.
 */
@ApplicationScoped
class Following {

    private final String notifier;

    @Inject
    Following(IntakeConfig config) {
        this.notifier = config.notifierUrl().toString().replaceFirst("/+$", "");
    }

    /** The answer to events that were let in. */
    Accepted accepted(List<CloudEvent> events) {
        return new Accepted(events.stream()
                .map(event -> new Accepted.Event(
                        event.getId(),
                        event.getSource().toString(),
                        new Accepted.Follow(outcomes(event), stream(event))))
                .toList());
    }

    /** Where the outcomes so far are. */
    URI outcomes(CloudEvent event) {
        return URI.create(notifier + "/v1/status?source=%s&id=%s".formatted(source(event), encoded(event.getId())));
    }

    private URI stream(CloudEvent event) {
        return URI.create(notifier + "/v1/stream?source=%s&event=%s".formatted(source(event), encoded(event.getId())));
    }

    private static String source(CloudEvent event) {
        return encoded(event.getSource().toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
