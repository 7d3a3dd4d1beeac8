/**
 * The outgoing connector: publishes, waits for the broker's confirms, and tells a message that cannot be published from
 * a broker that is unavailable.
 */
package dev.warren.amqp.outgoing;
