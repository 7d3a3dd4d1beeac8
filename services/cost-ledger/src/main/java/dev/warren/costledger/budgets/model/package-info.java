/** Budgets, accounts and holds, without a database. */
package dev.warren.costledger.budgets.model;
