/** {@code ./warren dead}: what could not be processed, and what becomes of it. */
package dev.warren.cli.dead;
