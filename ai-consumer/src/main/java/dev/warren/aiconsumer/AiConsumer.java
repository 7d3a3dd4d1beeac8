package dev.warren.aiconsumer;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.AwaitReleaseException;
import dev.warren.messaging.AwaitReleaseException.Part;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.PostponeException;
import dev.warren.messaging.RetryLaterException;
import dev.warren.modelchain.BrokenException;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.GiveUpException;
import dev.warren.modelchain.HeldException;
import dev.warren.modelchain.HeldException.Waiting;
import dev.warren.modelchain.Job;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.Outlet;
import dev.warren.modelchain.PostponedException;
import dev.warren.modelchain.UnfinishedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes business events in and has them worked on; a message is acknowledged after its results and usage are confirmed.
 */
@ApplicationScoped
class AiConsumer implements EventHandler {

    private static final String LIVE = "";

    private final Consumption consumption;
    private final EventWork work;
    private final Outlet outlet;

    AiConsumer(Consumption consumption, EventWork work, Outlet outlet) {
        this.consumption = consumption;
        this.work = work;
        this.outlet = outlet;
    }

    @Incoming(Topology.EVENTS)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, this);
    }

    /** What was beyond its flow's share, from the queue where it waits. */
    @Incoming("overflow")
    @RunOnVirtualThread
    void onOverflow(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, this);
    }

    @Override
    public void on(Delivery delivery) {
        try {
            work.process(job(delivery, delivery.pending()), outlet(delivery));
        } catch (HeldException e) {
            throw new AwaitReleaseException(
                    e.waiting().stream().map(AiConsumer::part).toList(), consequence(e.getCause()));
        } catch (PostponedException | UnfinishedException | BrokenException | GiveUpException e) {
            throw consequence(e);
        }
    }

    private static Part part(Waiting waiting) {
        return new Part(waiting.features(), waiting.awaited());
    }

    private static RuntimeException consequence(Throwable ending) {
        return switch (ending) {
            case PostponedException e -> new PostponeException(e.getMessage(), e.features(), consequence(e.getCause()));
            case UnfinishedException e -> new RetryLaterException(e.getMessage(), e.features(), e);
            case BrokenException e -> new RetryLaterException(e.getMessage(), e.features(), e);
            case GiveUpException e -> new PermanentFailureException(e.code(), e.getMessage(), e.features(), e);
            case null, default -> null;
        };
    }

    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        switch (last.getCause()) {
            case UnfinishedException e -> work.exhausted(job(delivery, e.features()), e, outlet(delivery));
            case BrokenException e -> work.exhausted(job(delivery, e.features()), e, outlet(delivery));
            case null, default -> work.exhausted(job(delivery, delivery.pending()), last, outlet(delivery));
        }
    }

    /** For as long as the message is ours. */
    private Outlet outlet(Delivery delivery) {
        return new Outlet() {
            @Override
            public void publish(Message message) {
                publish(List.of(message));
            }

            @Override
            public void publish(List<Message> messages) {
                delivery.demandOurs();
                outlet.publish(messages);
            }
        };
    }

    /** A letter without a name, which an older service sent back, is done anew by its first attempt. */
    private static Job job(Delivery delivery, Set<String> only) {
        return new Job(
                delivery.event(),
                only,
                delivery.providers(),
                delivery.again() && (delivery.letter().isPresent() || delivery.attempt() == 1),
                LIVE,
                delivery.held(),
                delivery.publication(),
                delivery.letter(),
                delivery.timeLeft());
    }
}
