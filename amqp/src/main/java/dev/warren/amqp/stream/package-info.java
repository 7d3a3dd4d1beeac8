/** Reading a stream from a position on. */
package dev.warren.amqp.stream;
