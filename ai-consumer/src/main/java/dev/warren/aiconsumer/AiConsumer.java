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
import dev.warren.modelchain.Outlet;
import dev.warren.modelchain.UnfinishedException;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes business events in and sends results and usage out; a message is acknowledged after both are confirmed. */
@ApplicationScoped
class AiConsumer implements EventHandler, Outlet {

    private final Consumption consumption;
    private final EventWork work;
    private final ConfirmedPublisher results;
    private final ConfirmedPublisher usage;

    AiConsumer(
            Consumption consumption,
            EventWork work,
            Publishing publishing,
            @Channel(Topology.RESULTS) MutinyEmitter<byte[]> results,
            @Channel(Topology.USAGE) MutinyEmitter<byte[]> usage) {
        this.consumption = consumption;
        this.work = work;
        this.results = publishing.over(results);
        this.usage = publishing.over(usage);
    }

    @Incoming(Topology.EVENTS)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, this);
    }

    @Override
    public void on(Delivery delivery) {
        try {
            work.process(delivery.event(), delivery.pending(), this);
        } catch (UnfinishedException e) {
            throw new RetryLaterException(e.getMessage(), e.features(), e);
        } catch (GiveUpException e) {
            throw new PermanentFailureException(e.code(), e.getMessage(), e);
        }
    }

    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        if (last.getCause() instanceof UnfinishedException unfinished) {
            work.exhausted(delivery.event(), unfinished.features(), unfinished.attempts(), this);
        } else {
            work.exhausted(delivery.event(), delivery.pending(), Map.of(), this);
        }
    }

    @Override
    public void usage(CloudEvent message, String routingKey) {
        usage.publish(message, routingKey);
    }

    @Override
    public void result(CloudEvent message, String routingKey) {
        results.publish(message, routingKey);
    }
}
