/** Alerts over HTTP. */
package dev.warren.costledger.alerts.http;
