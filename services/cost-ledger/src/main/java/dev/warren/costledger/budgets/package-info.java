/** Budgets: what may be spent, what was, and what is set aside for calls that are about to be made. */
package dev.warren.costledger.budgets;
