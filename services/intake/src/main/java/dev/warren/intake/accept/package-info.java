/** Accepting an event: published and confirmed, or refused, and counted. */
package dev.warren.intake.accept;
