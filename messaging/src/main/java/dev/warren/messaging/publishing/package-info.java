/** Publishing that returns when the broker has confirmed. */
package dev.warren.messaging.publishing;
