package dev.warren.messaging;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Thrown by a handler: a part of the work, or all of it, has to wait for something whose time nobody knows. It waits in
 * the queue {@code <service>.held} until somebody {@linkplain dev.warren.deadletters.held.HeldQueue releases} it, and
 * comes back as the attempt that it was. What else is left of the work ends as the cause says; without a cause, nothing
 * else is left.
 */
public final class AwaitReleaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A part of the work, which waits as a message of its own.
     *
     * @param pending names of what is left to do, handed back in {@link Delivery#pending()}; not empty
     * @param awaited what it waits for, in words of whoever releases it
     */
    public record Part(Set<String> pending, Set<String> awaited) {

        public Part {
            pending = Set.copyOf(pending);
            awaited = Set.copyOf(awaited);
        }
    }

    private final transient List<Part> parts;

    /**
     * Names what waits.
     *
     * @param parts each waits for itself
     * @param rest how everything else ends: what the handler would have thrown without those parts, or null
     */
    public AwaitReleaseException(List<Part> parts, RuntimeException rest) {
        super(reason(parts), rest);
        this.parts = List.copyOf(parts);
    }

    /** What waits. */
    public List<Part> parts() {
        return parts;
    }

    private static String reason(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.pending().stream())
                .sorted()
                .collect(Collectors.joining(", ", "Waiting for release: ", ""));
    }
}
