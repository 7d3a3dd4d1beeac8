/** {@code ./warren replay} and {@code ./warren replays}: runs a feature over past events. */
package dev.warren.cli.replay;
