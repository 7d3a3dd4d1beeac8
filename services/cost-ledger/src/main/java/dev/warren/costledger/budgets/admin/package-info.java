/** Budgets as people change them. */
package dev.warren.costledger.budgets.admin;
