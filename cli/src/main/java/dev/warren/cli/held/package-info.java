/** What waits for money, from the command line. */
package dev.warren.cli.held;
