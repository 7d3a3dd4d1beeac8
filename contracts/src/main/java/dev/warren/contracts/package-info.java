/** How messages are written and read, and where they go in the broker. */
package dev.warren.contracts;
