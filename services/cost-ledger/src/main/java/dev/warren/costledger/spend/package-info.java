/** The entries, summed up for a question. */
package dev.warren.costledger.spend;
