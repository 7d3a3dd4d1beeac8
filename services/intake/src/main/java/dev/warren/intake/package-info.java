/** The door: events come in over HTTP and AMQP and leave validated. */
package dev.warren.intake;
