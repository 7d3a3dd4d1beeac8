package dev.warren.deadletters.queue;

import java.util.List;

/**
 * Who wants something done with letters, and how.
 *
 * @param by who
 * @param note why; null where nobody said
 * @param providers who is to be asked instead; empty for the configured chain
 */
public record OperatorRequest(String by, String note, List<String> providers) {

    /** What happens without anybody's doing. */
    static final OperatorRequest NOBODYS = new OperatorRequest(null, null, List.of());
}
