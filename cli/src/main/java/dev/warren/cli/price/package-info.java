/** {@code ./warren prices}: imports of prices, and what prices there were. */
package dev.warren.cli.price;
