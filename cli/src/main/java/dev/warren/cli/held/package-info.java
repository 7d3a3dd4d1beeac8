/** The command {@code held}: events that wait for a budget. */
package dev.warren.cli.held;
