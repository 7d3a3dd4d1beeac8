/** {@code /v1/budgets}: where budgets stand, and what people do about them. */
package dev.warren.costledger.budgets.http;
