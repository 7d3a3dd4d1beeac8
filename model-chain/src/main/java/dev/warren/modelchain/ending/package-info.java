/** How the work of a feature on an event can end, and the exceptions that say so. */
package dev.warren.modelchain.ending;
