/** How a usage message becomes an entry: once, priced, and never changed again. */
package dev.warren.costledger.booking;
