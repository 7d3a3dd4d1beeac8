/** Messages that wait until somebody releases them. */
package dev.warren.deadletters.held;
