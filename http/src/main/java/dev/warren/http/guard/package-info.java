/** Refuses requests before a resource sees them: slow, malformed, from elsewhere, or too many. */
package dev.warren.http.guard;
