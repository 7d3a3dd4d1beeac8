/** Messages that leave if, and only if, the transaction that wrote them was committed. */
package dev.warren.costledger.outbox;
