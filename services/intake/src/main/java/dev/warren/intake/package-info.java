/** Accepts events over HTTP and AMQP, validates and publishes them. */
package dev.warren.intake;
