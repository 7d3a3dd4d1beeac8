package dev.warren.modelchain;

import dev.warren.contracts.v1.EventRef;
import dev.warren.modelchain.budget.Payer;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Providers;
import dev.warren.modelchain.provider.Trial;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tests providers with a call that does no work. It is paid for as any other: budgets count it, and it is on the ledger
 * for the feature {@value #FEATURE} and nobody in particular.
 */
@ApplicationScoped
public class ProviderTests {

    /** What a test is on the ledger for. */
    public static final String FEATURE = "provider-test";

    private final Providers providers;
    private final Envelopes envelopes;
    private final URI source;

    ProviderTests(
            Providers providers,
            Envelopes envelopes,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.providers = providers;
        this.envelopes = envelopes;
        this.source = URI.create("/warren/" + service);
    }

    /**
     * Makes one small call, and publishes what it used.
     *
     * @return what works; empty where there is no endpoint of that name
     */
    public Optional<Trial> test(String provider, Outlet outlet) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(source)
                .withType("dev.warren.provider.test")
                .build();
        CallLog log = new CallLog();
        Optional<Trial> trial = providers.test(provider, FEATURE, Payer.of(event), log);
        outlet.publish(messages(Job.live(event), log.made()));
        return trial;
    }

    private List<Message> messages(Job job, List<Call> calls) {
        return calls.stream()
                .flatMap(call -> call.booked(EventRef.to(job.event()), FEATURE).stream())
                .map(called -> envelopes.usage(job, called))
                .toList();
    }
}
