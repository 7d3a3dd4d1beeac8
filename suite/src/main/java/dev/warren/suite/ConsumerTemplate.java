package dev.warren.suite;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of {@code templates/ai-consumer}, a service named {@code newcomer}, under another name and with another
 * port.
 */
final class ConsumerTemplate {

    private static final Path TEMPLATE = Path.of("templates", "ai-consumer");
    private static final Pattern PLACEHOLDERS =
            Pattern.compile("(?<package>dev[./]warren[./])newcomer|newcomer|Newcomer|8000|9000");

    private final Path checkout;
    private final String name;
    private final int port;

    ConsumerTemplate(Path checkout, String name, int port) {
        this.checkout = checkout;
        this.name = name;
        this.port = port;
    }

    /** Where each file of the service is, seen from the checkout, and what is in it. */
    Map<Path, String> files() throws IOException {
        Path template = checkout.resolve(TEMPLATE);
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(template)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = filled(template.relativize(file).toString().replace('\\', '/'));
                files.put(Path.of("services", name).resolve(path), filled(Files.readString(file)));
            }
        }
        return files;
    }

    private String filled(String text) {
        return PLACEHOLDERS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
    }

    private String value(MatchResult placeholder) {
        if (placeholder.group("package") != null) {
            return placeholder.group("package") + ServiceNames.packageOf(name);
        }
        return switch (placeholder.group()) {
            case "newcomer" -> name;
            case "Newcomer" ->
                Stream.of(name.split("-", -1))
                        .map(ConsumerTemplate::capitalized)
                        .collect(joining());
            case "8000" -> Integer.toString(port);
            default -> Integer.toString(port + ListedService.MANAGEMENT);
        };
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
