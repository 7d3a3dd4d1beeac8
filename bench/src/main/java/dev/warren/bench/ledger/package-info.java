/** How fast the books are: usage messages booked per second, and how long a question takes when they are full. */
package dev.warren.bench.ledger;
