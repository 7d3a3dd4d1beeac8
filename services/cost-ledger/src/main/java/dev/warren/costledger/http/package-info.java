/** What the resources share: pages. */
package dev.warren.costledger.http;
