/** Retries, circuit breaker and timeout around the calls to each provider. */
package dev.warren.modelchain.provider.guard;
