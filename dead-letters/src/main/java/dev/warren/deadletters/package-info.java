/** Dead letters over HTTP: list, show, replay, discard, and an alert while some are waiting. */
package dev.warren.deadletters;
