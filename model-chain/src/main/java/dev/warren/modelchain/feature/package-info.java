/** Features: what people configure, checked at start, and where an event's text is. */
package dev.warren.modelchain.feature;
