package dev.warren.notifier.stream.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client is in the log: behind a message, or in front of one. It names the message by its offset and by a tag
 * of its content, so that a position of another log, recreated by whatever means, is told from one of this log by
 * looking at what is there, on every instance and without anything that would have to be kept.
 *
 * @param offset where the message is in its log
 * @param tag a checksum of the message
 * @param seen whether the client has had the message
 */
public record StreamPosition(long offset, String tag, boolean seen) {

    /** In front of the first message of a log, whether there is one yet or not. */
    public static final StreamPosition START = new StreamPosition(0, "start", false);

    /** What is no position of any log. */
    public static final StreamPosition NONE = new StreamPosition(0, "none", false);

    /** Fits into a long, as every offset does. */
    private static final Pattern ID = Pattern.compile("(before-)?(\\d{1,18})-([0-9a-f]{8})");

    /** The position that an id names; empty if it names none. */
    static Optional<StreamPosition> of(String id) {
        if (id.equals(START.id())) {
            return Optional.of(START);
        }
        Matcher matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(new StreamPosition(
                        Long.parseLong(matcher.group(2)), matcher.group(3), matcher.group(1) == null))
                : Optional.empty();
    }

    /** As clients get it, send it back, and have no need to understand it. */
    public String id() {
        if (equals(START) || equals(NONE)) {
            return tag;
        }
        return (seen ? "" : "before-") + offset + "-" + tag;
    }

    /** The first offset that the client has not had. */
    public long next() {
        return seen ? offset + 1 : offset;
    }

    /** The position in front of the same message. */
    public StreamPosition before() {
        return new StreamPosition(offset, tag, false);
    }

    /** Whether the message that is at this offset in a log is the one that is meant. */
    public boolean means(StreamPosition message) {
        return offset == message.offset && (tag.equals(message.tag) || equals(START));
    }
}
