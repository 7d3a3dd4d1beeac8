/** What a call would cost. */
package dev.warren.costledger.prices.quote;
