package dev.warren.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What consuming and publishing count. */
@ApplicationScoped
public class MessagingMetrics {

    private static final String CONSUMED = "warren.messages.consumed";
    private static final String HELD = "warren.messages.waiting";
    private static final String PROCESSING = "warren.messages.processing";
    private static final String PUBLISHED = "warren.messages.published";

    private final MetricRegistry registry;

    public MessagingMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** How the processing of one message ended, and how long it took. */
    public void consumed(Disposition disposition, Duration took) {
        Tag outcome =
                new Tag("outcome", disposition.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        registry.counter(CONSUMED, outcome).inc();
        registry.timer(PROCESSING, outcome).update(took);
    }

    /** A message stays in flight because the broker has blocked the connection. */
    public void held() {
        registry.counter(HELD).inc();
    }

    public void publishConfirmed() {
        attempt("confirmed");
    }

    public void publishTimedOut() {
        attempt("timeout");
    }

    public void publishFailed() {
        attempt("failed");
    }

    public void publishRepeated() {
        attempt("repeated");
    }

    private void attempt(String result) {
        registry.counter(PUBLISHED, new Tag("result", result)).inc();
    }
}
