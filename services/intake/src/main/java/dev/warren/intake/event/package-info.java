/** What an event must look like to be let in, whichever door it comes to. */
package dev.warren.intake.event;
