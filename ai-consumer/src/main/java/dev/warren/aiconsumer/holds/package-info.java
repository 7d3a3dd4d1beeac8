/**
 * Budgets as a consumer meets them: rules that are read along, money that is asked for, and events that wait for it.
 */
package dev.warren.aiconsumer.holds;
