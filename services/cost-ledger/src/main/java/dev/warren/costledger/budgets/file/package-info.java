/** Budgets that live in a file, and with it in version control. */
package dev.warren.costledger.budgets.file;
