/** What the resources of all services share: request bodies, query parameters, and the faults of a request. */
package dev.warren.http;
