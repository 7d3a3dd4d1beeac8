/** Alerts about providers that refuse to work until a person does something. */
package dev.warren.aiconsumer.alerts;
