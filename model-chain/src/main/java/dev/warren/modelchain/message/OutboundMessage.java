package dev.warren.modelchain.message;

/**
 * A message that is ready to be published; once made it never changes, so that publishing it again is publishing the
 * same.
 *
 * @param exchange where to
 * @param routingKey how
 * @param id its CloudEvents id, which is its message id
 * @param body a CloudEvent in structured JSON mode
 */
public record OutboundMessage(String exchange, String routingKey, String id, String body) {}
