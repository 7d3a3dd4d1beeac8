/** What a subscriber asks for: filters and the position to begin at. */
package dev.warren.notifier.stream.request;
