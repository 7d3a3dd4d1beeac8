/** Asks services over HTTP what no HTTP library would, and every operation that their OpenAPI documents name. */
package dev.warren.testing.http;
