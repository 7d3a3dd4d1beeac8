/** {@code ./warren spend}: the sums that spend is read from. */
package dev.warren.cli.spend;
