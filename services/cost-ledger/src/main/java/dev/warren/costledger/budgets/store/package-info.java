/** The tables of budgets, accounts and holds, and what follows from a change of an account. */
package dev.warren.costledger.budgets.store;
