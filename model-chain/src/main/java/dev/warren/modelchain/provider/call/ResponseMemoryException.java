package dev.warren.modelchain.provider.call;

/** The responses under way take too much together, and this one most. No stack trace. */
final class ResponseMemoryException extends RuntimeException {

    ResponseMemoryException() {
        super("the concurrent responses exceed the memory limit", null, false, false);
    }
}
