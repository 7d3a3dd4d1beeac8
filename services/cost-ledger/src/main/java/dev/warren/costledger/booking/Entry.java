package dev.warren.costledger.booking;

/**
 * What is booked.
 *
 * @param usage what was used, or used again
 * @param charge what that costs
 */
record Entry(Usage usage, Charge charge) {}
