/**
 * How messages come in: consuming that survives every outage, messages held in hand, and turns that are fair to all.
 */
package dev.warren.amqp.incoming;
