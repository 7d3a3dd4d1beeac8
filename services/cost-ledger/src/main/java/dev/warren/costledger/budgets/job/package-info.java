/** What is done about budgets from time to time: expired holds, new periods, published rules, cleaning up. */
package dev.warren.costledger.budgets.job;
