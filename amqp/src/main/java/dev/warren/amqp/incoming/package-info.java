/**
 * How messages come in: consuming that survives every outage, messages held in flight, and turns that are fair to all.
 */
package dev.warren.amqp.incoming;
