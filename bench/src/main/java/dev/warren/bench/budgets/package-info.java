/**
 * A hard budget in front of many calls at once: whether it is ever overspent, and whether anything is refused for
 * nothing.
 */
package dev.warren.bench.budgets;
