/** What models cost, from which moment on, and which price applies to a call. */
package dev.warren.costledger.prices;
