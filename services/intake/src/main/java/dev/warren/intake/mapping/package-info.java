/** Makes events of the plain JSON that a team publishes already, so that no producer changes. */
package dev.warren.intake.mapping;
