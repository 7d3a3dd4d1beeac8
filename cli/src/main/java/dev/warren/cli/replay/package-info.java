/** {@code ./warren replay} and {@code ./warren replays}: a feature runs over events of the past. */
package dev.warren.cli.replay;
