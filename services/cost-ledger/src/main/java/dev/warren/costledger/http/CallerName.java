package dev.warren.costledger.http;

/** Who sends a request. */
public final class CallerName {

    /** The header that says who, set by what stands before the service; it counts more than what the body says. */
    public static final String HEADER = "X-Warren-User";

    private CallerName() {}
}
