package dev.warren.e2e.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a reader types at once, and what the document says comes back.
 *
 * @param place file and line of the block
 * @param text one line or more
 * @param output empty where the document shows none, or none to compare with
 */
record Command(String place, String text, String output) {

    private static final String PROMPT = "$ ";
    private static final Pattern ENDLESS = Pattern.compile("curl -N|http\\.server|consume\\.py|logs \\S+ -f|--follow");
    private static final Pattern ASKS = Pattern.compile("\\b(curl|list|show|replays|status|history|audit)\\b");
    private static final Pattern TELLS = Pattern.compile("(?<!\\S)(-d|-X|--data\\S*|discard|replay|raise)(?!\\S)");

    /** The commands of a block, in order: all lines of {@code sh}; in {@code console} what stands behind prompts. */
    static List<Command> in(CodeBlock codeBlock) {
        List<Command> commands = new ArrayList<>();
        Deque<String> lines = new ArrayDeque<>(codeBlock.text().lines().toList());
        while (!lines.isEmpty()) {
            String text = codeBlock.language().equals("console") ? typed(lines) : lines.pop();
            while (!lines.isEmpty() && !Shell.complete(text)) {
                text += "\n" + lines.pop();
            }
            String output = codeBlock.language().equals("console") ? output(lines) : "";
            if (text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
                commands.add(new Command(codeBlock.place(), text, output));
            }
        }
        return codeBlock.remarks().containsKey(CodeBlock.NOT_COMPARED)
                ? commands.stream().map(Command::uncompared).toList()
                : commands;
    }

    /** Does it go on until somebody stops it? */
    boolean endless() {
        return ENDLESS.matcher(text).find();
    }

    /** Does it change nothing? */
    boolean asks() {
        return ASKS.matcher(text).find() && !TELLS.matcher(text).find();
    }

    private Command uncompared() {
        return new Command(place, text, "");
    }

    private static String typed(Deque<String> lines) {
        String line = lines.pop();
        if (!line.startsWith(PROMPT)) {
            throw new IllegalArgumentException("a console block begins with a prompt, and not with " + line);
        }
        return line.substring(PROMPT.length());
    }

    private static String output(Deque<String> lines) {
        List<String> output = new ArrayList<>();
        while (!lines.isEmpty() && !lines.peek().startsWith(PROMPT)) {
            output.add(lines.pop());
        }
        return String.join("\n", output);
    }
}
