/** What was given up, sent back and thrown away, in all services. */
package dev.warren.notifier.dead;
