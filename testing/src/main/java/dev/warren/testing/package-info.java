/** A private virtual host and database for each test run, and a probe to look into the broker. */
package dev.warren.testing;
