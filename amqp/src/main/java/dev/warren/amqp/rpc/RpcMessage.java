package dev.warren.amqp.rpc;

import com.rabbitmq.client.AMQP;

/**
 * A request, a reply, or a message that has no reply.
 *
 * @param id the message id; of a request also the correlation id
 * @param contentType the media type of the body
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record RpcMessage(String id, String contentType, byte[] body) {

    AMQP.BasicProperties properties(String correlationId, String replyTo) {
        return new AMQP.BasicProperties.Builder()
                .contentType(contentType)
                .messageId(id)
                .correlationId(correlationId)
                .replyTo(replyTo)
                .build();
    }
}
