/** What the resources of all services share: bodies, and the faults of a request, said all at once. */
package dev.warren.messaging.http;
