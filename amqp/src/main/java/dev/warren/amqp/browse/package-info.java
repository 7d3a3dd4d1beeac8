/** Messages of a queue that are looked at, and taken out only where somebody says so. */
package dev.warren.amqp.browse;
