/** What the resources of all services share: the faults of a request, said all at once. */
package dev.warren.messaging.http;
