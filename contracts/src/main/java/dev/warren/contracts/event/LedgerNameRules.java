package dev.warren.contracts.event;

import dev.warren.contracts.json.Unicode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What may be in the name of somebody or something that money is spent for or with, and how long it may be: a user, a
 * team, a feature, a provider, a model, an event and its source, a call. Who can still refuse a name refuses it; who
 * must count money whatever the name looks like counts it under {@link #of}.
 */
public final class LedgerNameRules {

    /** Bytes of UTF-8: five of them are one key of a database's index. */
    public static final int LONGEST = 512;

    private static final int SHOWN = 64;
    private static final char UNSHOWN = '?';
    private static final char BEFORE_DIGEST = '~';

    private LedgerNameRules() {}

    /** What is wrong with a name, in words that follow what it is the name of; empty if nothing is. */
    public static Optional<String> fault(String name) {
        if (!name.isEmpty() && name.isBlank()) {
            return Optional.of("must not be blank");
        }
        return AttributeRules.length(name) > LONGEST
                ? Optional.of("must have at most " + LONGEST + " bytes")
                : AttributeRules.fault(name);
    }

    /**
     * The name that money is counted under: the same if nothing is wrong with it, else its beginning without what may
     * not be in a name, a tilde, and a digest of all of it. Two names that differ, be it in halves of surrogate pairs,
     * are counted under two names, and the result is a name that is counted as it is.
     *
     * @return null for null
     */
    public static String of(String name) {
        return name == null || fault(name).isEmpty() ? name : beginning(name) + BEFORE_DIGEST + digest(name);
    }

    private static String beginning(String name) {
        return name.codePoints()
                .limit(SHOWN)
                .map(codePoint -> Unicode.isForbidden(codePoint) ? UNSHOWN : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Of the characters as they are in memory: an encoding would take halves of surrogate pairs for each other. */
    private static String digest(String name) {
        ByteBuffer characters = ByteBuffer.allocate(name.length() * Character.BYTES);
        characters.asCharBuffer().put(name);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(characters.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
