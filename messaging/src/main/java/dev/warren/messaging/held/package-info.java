/** Messages that wait until somebody releases them. */
package dev.warren.messaging.held;
