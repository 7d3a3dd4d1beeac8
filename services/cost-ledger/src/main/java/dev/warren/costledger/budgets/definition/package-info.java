/** Budgets as people write them, in a request or in a file, and what they must obey. */
package dev.warren.costledger.budgets.definition;
