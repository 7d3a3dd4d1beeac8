/** What a handler of messages is given, and the exceptions by which it says what becomes of its message. */
package dev.warren.messaging;
