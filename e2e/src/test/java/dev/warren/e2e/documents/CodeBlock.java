package dev.warren.e2e.documents;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fenced block of a document.
 *
 * @param place file and line, for whoever has to mend it
 * @param language the word behind the fence; empty where there is none
 * @param text what is between the fences
 * @param lead the paragraph before the block
 * @param remarks comments before the block that say how to treat it, by their first words
 */
record CodeBlock(String place, String language, String text, String lead, Map<String, String> remarks) {

    /** The block is for reading only; the remark says why. */
    static final String NOT_RUN = "not run";

    /** What the commands say is not compared with what is shown; the remark says why. */
    static final String NOT_COMPARED = "not compared";

    /** The block is run where the command that the remark has succeeds. */
    static final String NEEDS = "needs";

    /** The block is a message, or part of one, by the schema of {@code contracts} that the remark names. */
    static final String SCHEMA = "schema";

    private static final Set<String> COMMANDS = Set.of("sh", "console");
    private static final Set<String> SETTINGS = Set.of("yaml", "csv", "json");
    private static final Set<String> PROGRAMS = Set.of("java", "python", "js");
    private static final Set<String> TEXTS = Set.of("", "mermaid", "xml", "properties");
    private static final Pattern FILE = Pattern.compile("`((?:config/)?[a-z_-]+\\.(?:yaml|csv|json))`");
    private static final Pattern CHOOSES = Pattern.compile("^ +providers:", Pattern.MULTILINE);

    /** Does a reader type what is in it? */
    boolean typed() {
        return COMMANDS.contains(language) && run();
    }

    /** Does a reader put what is in it into a file? */
    boolean saved() {
        return SETTINGS.contains(language) && run() && file().isPresent();
    }

    /** Is it settings or data that nobody would miss, since the document says neither where it belongs nor why not? */
    boolean lost() {
        return SETTINGS.contains(language) && run() && file().isEmpty();
    }

    /** Is it part of a program? */
    boolean programmed() {
        return PROGRAMS.contains(language) && run();
    }

    /** Is it written in one of the languages that somebody checks? */
    boolean known() {
        return COMMANDS.contains(language)
                || SETTINGS.contains(language)
                || PROGRAMS.contains(language)
                || TEXTS.contains(language);
    }

    /** The first file that the paragraph before the block names. */
    Optional<String> file() {
        return FILE.matcher(lead).results().map(found -> found.group(1)).findFirst();
    }

    /** Does it say who answers, for all features? */
    boolean choosesProviders() {
        return CHOOSES.matcher(text).find();
    }

    private boolean run() {
        return !remarks.containsKey(NOT_RUN) && !remarks.containsKey(SCHEMA);
    }
}
