/** What the resources share: faults of a request, said all at once, and pages. */
package dev.warren.costledger.http;
