/** {@code ./warren providers}: how those are doing that models are asked of, and what works. */
package dev.warren.cli.provider;
