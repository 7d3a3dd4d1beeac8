package dev.warren.extractor.text;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A part of a text, in Unicode code points.
 *
 * @param start of its first character, from 0
 * @param end after its last character
 */
@RegisterForReflection
public record Location(int start, int end) {

    /** From indices of {@code char}s. */
    static Location of(String text, int start, int end) {
        int begin = text.codePointCount(0, start);
        return new Location(begin, begin + text.codePointCount(start, end));
    }
}
