/** Holds: money that is reserved before a call is made, and settled when the call is booked. */
package dev.warren.costledger.budgets.hold;
