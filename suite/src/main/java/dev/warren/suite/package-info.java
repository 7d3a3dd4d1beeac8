/** The one list of services, and what is generated from it. */
package dev.warren.suite;
