/** What is known about an event: kept in the database as the messages arrive, and given to whoever asks. */
package dev.warren.notifier.status;
