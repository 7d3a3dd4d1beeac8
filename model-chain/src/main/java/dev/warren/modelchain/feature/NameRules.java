package dev.warren.modelchain.feature;

import java.util.regex.Pattern;

/** What features, providers and replays may be called: lower-case letters, digits and hyphens, 63 of them at most. */
public final class NameRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private NameRules() {}

    /** Whether something may be called so. */
    public static boolean allow(String name) {
        return NAME.matcher(name).matches();
    }
}
