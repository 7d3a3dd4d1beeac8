/** When a call to a provider may be made: rests, places in flight, and shares per minute. */
package dev.warren.modelchain.turn;
