/** Corrections of what is booked: new prices and new counts, as further entries. */
package dev.warren.costledger.booking.correction;
