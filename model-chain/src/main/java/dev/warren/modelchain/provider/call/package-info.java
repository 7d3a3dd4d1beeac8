/** One call to an endpoint: request, limits on its response, and what went wrong. */
package dev.warren.modelchain.provider.call;
