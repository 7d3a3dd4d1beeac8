package dev.warren.http.problem;

import java.util.Locale;

/** What is wrong with a field, for programs. Codes are never renamed; {@code docs/problems.md} lists them. */
public enum FaultCode {
    /** It is missing, or blank. */
    REQUIRED,
    /** There is no such field or parameter. */
    UNKNOWN,
    /** It is given more than once. */
    REPEATED,
    /** Its form or type is wrong. */
    INVALID,
    /** It is well-formed and outside of the range, or contradicts another field. */
    OUT_OF_RANGE,
    /** It has more characters, bytes or elements than are allowed. */
    TOO_LONG,
    /** It names something that does not exist. */
    NOT_FOUND,
    /** It must not be used here. */
    NOT_ALLOWED;

    /** As in problems. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
