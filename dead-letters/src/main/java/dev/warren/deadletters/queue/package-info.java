/** The queue of dead letters: what a dead letter says, and browsing the queue without losing any. */
package dev.warren.deadletters.queue;
