/** What the resources share: pages, moments, and who asks. */
package dev.warren.costledger.http;
