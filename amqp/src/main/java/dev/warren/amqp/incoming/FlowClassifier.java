package dev.warren.amqp.incoming;

import com.rabbitmq.client.AMQP;

/** Says which messages belong together when turns are shared out. */
@FunctionalInterface
public interface FlowClassifier {

    /**
     * The name of the flow that a message belongs to; the same for all whose turns count together. Quick, for any bytes
     * and headers, and never failing. Called by one thread per channel.
     */
    String of(byte[] body, AMQP.BasicProperties properties);
}
