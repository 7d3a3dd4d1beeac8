/** Requests and replies over the broker's direct reply-to. */
package dev.warren.amqp.rpc;
