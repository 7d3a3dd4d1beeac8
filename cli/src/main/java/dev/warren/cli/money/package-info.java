/** What calls cost: exact sums per currency, and what has no price. */
package dev.warren.cli.money;
