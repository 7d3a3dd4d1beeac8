/**
 * Intake over AMQP: CloudEvents as they are and plain JSON through a mapping, published before they are acknowledged.
 */
package dev.warren.intake.amqp;
