/** Connections to the broker: addresses, settings, and what a message may carry. */
package dev.warren.amqp;
