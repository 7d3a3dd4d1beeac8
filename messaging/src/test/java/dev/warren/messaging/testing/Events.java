package dev.warren.messaging.testing;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sample events and how a producer sends them. */
public final class Events {

    public static final String TYPE = "ticket.created";

    public static final AMQP.BasicProperties STRUCTURED = new AMQP.BasicProperties.Builder()
            .contentType(ContractCodec.CLOUDEVENTS_JSON)
            .deliveryMode(2)
            .build();

    private Events() {}

    public static CloudEvent event(String id) {
        return event(id, "u-42");
    }

    static CloudEvent event(String id, String user) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop/helpdesk"))
                .withType(TYPE)
                .withExtension("userid", user)
                .withData("application/json", "{\"subject\":\"Charged twice\"}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    public static byte[] json(String id) {
        return new JsonFormat().serialize(event(id));
    }

    public static byte[] json(String id, String user) {
        return new JsonFormat().serialize(event(id, user));
    }
}
