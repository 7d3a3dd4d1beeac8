/** Intake over HTTP: CloudEvents in every mode of their HTTP binding, answered when the broker has confirmed them. */
package dev.warren.intake.http;
