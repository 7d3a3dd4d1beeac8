/** {@code ./warren spend}: booked calls and the rollups that spend is read from. */
package dev.warren.cli.spend;
