package dev.warren.extractor.text;

import java.util.List;

/**
 * A part of a text that means a number or a date.
 *
 * @param start the index of its first {@code char}
 * @param end the index after its last {@code char}
 * @param readings what it may mean, the likeliest first; at least one
 */
public record Mention<T>(int start, int end, List<T> readings) {}
