package dev.warren.modelchain;

import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Messages;
import dev.warren.modelchain.budget.Payer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Providers;
import dev.warren.modelchain.provider.Trial;
import dev.warren.modelchain.store.Completions;
import dev.warren.modelchain.store.PendingTests;
import dev.warren.modelchain.store.Work;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tests providers with a call that does no work. It is paid for as any other: budgets count it, it is written down
 * before it is made, and it is on the ledger for the feature {@value #FEATURE} and nobody in particular, whatever dies
 * in between.
 */
@ApplicationScoped
public class ProviderTests {

    /** What a test is on the ledger for. */
    public static final String FEATURE = "provider-test";

    private static final Logger LOG = Logger.getLogger(ProviderTests.class);

    /** Whoever asked for a test waits for the answer. */
    private static final Duration WAIT_FOR_DATABASE = Duration.ofSeconds(10);

    private final Providers providers;
    private final Completions completions;
    private final PendingTests pending;
    private final Envelopes envelopes;
    private final URI source;

    ProviderTests(
            Providers providers,
            Completions completions,
            PendingTests pending,
            Envelopes envelopes,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.providers = providers;
        this.completions = completions;
        this.pending = pending;
        this.envelopes = envelopes;
        this.source = Messages.source(service);
    }

    /**
     * Makes one small call, and publishes what it used; where that fails, {@link #bookPending} does so later.
     *
     * @return what works; empty where there is no endpoint of that name
     * @throws AwayException if the call cannot be written down: it is not made then
     */
    public Optional<Trial> test(String provider, Outlet outlet) {
        if (!providers.canBeTested(provider)) {
            return Optional.empty();
        }
        CloudEvent event = event(UUID.randomUUID().toString());
        AtomicReference<Trial> trial = new AtomicReference<>();
        pending.add(event.getId());
        Ending ending = once(event, log -> {
            trial.set(providers.test(provider, FEATURE, Payer.of(event), log));
            return ended(event, log);
        });
        publish(event, ending, outlet);
        return Optional.of(Optional.ofNullable(trial.get())
                .orElseThrow(() -> new AwayException("The database took too long for the test")));
    }

    /**
     * Publishes what tests have used of which that is not known to be done, as after a crash.
     *
     * @throws AwayException if the database does not say
     */
    public void bookPending(Outlet outlet) {
        for (String id : pending.left()) {
            CloudEvent event = event(id);
            publish(event, once(event, log -> ended(event, log)), outlet);
        }
    }

    private Ending once(CloudEvent event, Function<CallLog, Ending> doing) {
        AtomicReference<Ending> ending = new AtomicReference<>();
        long began = System.nanoTime();
        new Deadline(() -> WAIT_FOR_DATABASE.minusNanos(System.nanoTime() - began))
                .during(() ->
                        ending.set(completions.once(Work.on(event, FEATURE, "", Optional.empty()), false, doing)));
        return ending.get();
    }

    private void publish(CloudEvent event, Ending ending, Outlet outlet) {
        try {
            outlet.publish(ending.messages());
            pending.remove(event.getId());
        } catch (RuntimeException e) { // whatever it is, it is said again until it is confirmed
            LOG.warnf("usage of a provider's test is not published yet cause=%s", e);
        }
    }

    private Ending ended(CloudEvent event, CallLog log) {
        List<Message> messages = log.calls().stream()
                .flatMap(call -> call.booked(EventRef.to(event), FEATURE).stream())
                .map(called -> envelopes.usage(Job.live(event), called))
                .toList();
        return new Ending.Completed(messages);
    }

    private CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(source)
                .withType("dev.warren.provider.test")
                .build();
    }
}
