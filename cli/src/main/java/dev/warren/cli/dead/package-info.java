/** {@code ./warren dead}: lists, replays and discards dead letters. */
package dev.warren.cli.dead;
