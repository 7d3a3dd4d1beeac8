/**
 * The way to the broker: its address, the safe settings of incoming channels, and a connector that waits for confirms.
 */
package dev.warren.messaging.amqp;
