/** Single calls: those that are not priced, and all that one decision took. */
package dev.warren.costledger.calls;
