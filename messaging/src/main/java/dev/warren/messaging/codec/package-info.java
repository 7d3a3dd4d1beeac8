/** CloudEvents in messages, in structured and in binary mode. */
package dev.warren.messaging.codec;
