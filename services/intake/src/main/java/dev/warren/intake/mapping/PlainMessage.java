package dev.warren.intake.mapping;

import java.util.Map;

/**
 * An AMQP message that is no CloudEvent.
 *
 * @param exchange what it was published to
 * @param routingKey what it was published with
 * @param properties its properties by their names in AMQP, for example {@code message-id}; without those it does not
 *     have
 * @param headers its headers
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PlainMessage(
        String exchange, String routingKey, Map<String, String> properties, Map<String, Object> headers, byte[] body) {}
