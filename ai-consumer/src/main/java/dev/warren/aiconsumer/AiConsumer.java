package dev.warren.aiconsumer;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.ConfirmedPublisher;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.Publishing;
import dev.warren.messaging.RetryLaterException;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.GiveUpException;
import dev.warren.modelchain.Job;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.Outlet;
import dev.warren.modelchain.UnfinishedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes business events in and sends results and usage out; a message is acknowledged after both are confirmed. */
@ApplicationScoped
class AiConsumer implements EventHandler, Outlet {

    private final Consumption consumption;
    private final EventWork work;
    private final Map<String, ConfirmedPublisher> publishers;

    AiConsumer(
            Consumption consumption,
            EventWork work,
            Publishing publishing,
            @Channel(Topology.RESULTS) MutinyEmitter<byte[]> results,
            @Channel(Topology.USAGE) MutinyEmitter<byte[]> usage) {
        this.consumption = consumption;
        this.work = work;
        this.publishers = Map.of(Topology.RESULTS, publishing.over(results), Topology.USAGE, publishing.over(usage));
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
            work.process(job(delivery, delivery.pending()), this);
        } catch (UnfinishedException e) {
            throw new RetryLaterException(e.getMessage(), e.features(), e);
        } catch (GiveUpException e) {
            throw new PermanentFailureException(e.code(), e.getMessage(), e.features(), e);
        }
    }

    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        Set<String> undone =
                last.getCause() instanceof UnfinishedException unfinished ? unfinished.features() : delivery.pending();
        work.exhausted(job(delivery, undone), this);
    }

    @Override
    public void publish(Message message) {
        publishers
                .get(message.exchange())
                .publish(message.body().getBytes(StandardCharsets.UTF_8), message.id(), message.routingKey());
    }

    /** What failed is done anew by the first attempt of a replay; the ones after it go on from there. */
    private static Job job(Delivery delivery, Set<String> only) {
        boolean again = delivery.again() && delivery.attempt() == 1;
        return new Job(delivery.event(), only, delivery.providers(), again, "");
    }
}
