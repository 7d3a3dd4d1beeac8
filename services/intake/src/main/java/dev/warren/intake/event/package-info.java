/** What an event must look like to be accepted, over either protocol. */
package dev.warren.intake.event;
