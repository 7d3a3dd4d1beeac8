/** Budgets: where they stand, and what a person does about them. */
package dev.warren.cli.budget;
