package dev.warren.extractor;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Business events as intake passes them on. */
final class Events {

    static final AMQP.BasicProperties STRUCTURED = new AMQP.BasicProperties.Builder()
            .contentType(ContractCodec.CLOUDEVENTS_JSON)
            .deliveryMode(2)
            .build();

    private Events() {}

    static byte[] event(String id, String type, String data) {
        return new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/shop/helpdesk"))
                        .withType(type)
                        .withExtension("userid", "u-42")
                        .withExtension("team", "emea")
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build());
    }
}
