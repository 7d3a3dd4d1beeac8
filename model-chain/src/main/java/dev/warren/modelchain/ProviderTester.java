package dev.warren.modelchain;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.EventRef;
import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.ProviderTestResult;
import dev.warren.modelchain.provider.endpoint.ProvidersByName;
import dev.warren.modelchain.store.CompletionStore;
import dev.warren.modelchain.store.PendingProviderTests;
import dev.warren.modelchain.store.key.WorkItem;
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
public class ProviderTester {

    /** What a test is on the ledger for. */
    public static final String FEATURE = "provider-test";

    private static final Logger LOG = Logger.getLogger(ProviderTester.class);

    /** Whoever asked for a test waits for the answer. */
    private static final Duration WAIT_FOR_DATABASE = Duration.ofSeconds(10);

    private final ProvidersByName providers;
    private final CompletionStore completionStore;
    private final PendingProviderTests pending;
    private final OutboundMessageFactory outboundMessageFactory;
    private final URI source;

    ProviderTester(
            ProvidersByName providers,
            CompletionStore completionStore,
            PendingProviderTests pending,
            OutboundMessageFactory outboundMessageFactory,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.providers = providers;
        this.completionStore = completionStore;
        this.pending = pending;
        this.outboundMessageFactory = outboundMessageFactory;
        this.source = ContractCodec.source(service);
    }

    /**
     * Makes one small call, and publishes what it used; where that fails, {@link #bookPending} does so later.
     *
     * @return what works; empty where there is no endpoint of that name
     * @throws DependencyUnavailableException if the call cannot be written down: it is not made then
     */
    public Optional<ProviderTestResult> test(String provider, MessageSink messageSink) {
        if (!providers.canBeTested(provider)) {
            return Optional.empty();
        }
        CloudEvent event = event(UUID.randomUUID().toString());
        AtomicReference<ProviderTestResult> testResult = new AtomicReference<>();
        pending.add(event.getId());
        FeatureOutcome outcome = once(event, log -> {
            testResult.set(providers.test(provider, FEATURE, CallAttribution.of(event), log));
            return ended(event, log);
        });
        publish(event, outcome, messageSink);
        return Optional.of(Optional.ofNullable(testResult.get())
                .orElseThrow(() -> new DependencyUnavailableException("The database took too long for the test")));
    }

    /**
     * Publishes what tests have used of which that is not known to be done, as after a crash.
     *
     * @throws DependencyUnavailableException if the database does not say
     */
    public void bookPending(MessageSink messageSink) {
        for (String id : pending.left()) {
            CloudEvent event = event(id);
            publish(event, once(event, log -> ended(event, log)), messageSink);
        }
    }

    private FeatureOutcome once(CloudEvent event, Function<CallLog, FeatureOutcome> doing) {
        AtomicReference<FeatureOutcome> outcome = new AtomicReference<>();
        long began = System.nanoTime();
        new Deadline(() -> WAIT_FOR_DATABASE.minusNanos(System.nanoTime() - began))
                .during(() -> outcome.set(
                        completionStore.once(WorkItem.on(event, FEATURE, "", Optional.empty()), false, doing)));
        return outcome.get();
    }

    private void publish(CloudEvent event, FeatureOutcome outcome, MessageSink messageSink) {
        try {
            messageSink.publish(outcome.messages());
            pending.remove(event.getId());
        } catch (RuntimeException e) { // whatever it is, it is said again until it is confirmed
            LOG.warnf("usage of a provider test not published yet cause=%s", e);
        }
    }

    private FeatureOutcome ended(CloudEvent event, CallLog log) {
        List<OutboundMessage> messages = log.calls().stream()
                .flatMap(call -> call.booked(EventRef.to(event), FEATURE).stream())
                .map(called -> outboundMessageFactory.usage(EventJob.live(event), called))
                .toList();
        return new FeatureOutcome.Completed(messages);
    }

    private CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(source)
                .withType("dev.warren.provider.test")
                .build();
    }
}
