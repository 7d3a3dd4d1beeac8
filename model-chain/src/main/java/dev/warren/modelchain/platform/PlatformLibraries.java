package dev.warren.modelchain.platform;

import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Keeps the native libraries of other platforms out of a package: the jars of the embedded models carry those of every
 * platform, and files for debuggers, 300 MB of them. Answers Quarkus' build with
 * {@code quarkus.class-loading.removed-resources}. The target is the platform of the build, or what
 * {@code -Dwarren.target-platform=} names: {@code linux-x64}, {@code linux-aarch64}, {@code osx-x64},
 * {@code osx-aarch64}, {@code windows-x64}.
 */
public final class PlatformLibraries implements ConfigSourceProvider {

    private static final String TARGET = "warren.target-platform";
    private static final String FILE = "/platform-libraries.properties";
    private static final int ORDINAL = 90;

    @Override
    public List<ConfigSource> getConfigSources(ClassLoader classLoader) {
        return List.of(new PropertiesConfigSource(
                removed(System.getProperty(TARGET, current())), "libraries of other platforms", ORDINAL));
    }

    /** The configuration that removes what the platform cannot load. */
    static Map<String, String> removed(String platform) {
        Map<String, String> removed = new HashMap<>();
        libraries().forEach((key, paths) -> {
            List<String> artifactAndPlatform = List.of(key.toString().split("/", 2));
            if (!artifactAndPlatform.getLast().equals(platform)) {
                removed.merge(
                        "quarkus.class-loading.removed-resources.\"%s\"".formatted(artifactAndPlatform.getFirst()),
                        paths.toString(),
                        (one, other) -> one + "," + other);
            }
        });
        return removed;
    }

    private static String current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String family = os.contains("mac") ? "osx" : os.contains("win") ? "windows" : "linux";
        return family + (System.getProperty("os.arch").equals("aarch64") ? "-aarch64" : "-x64");
    }

    /** Empty in a native image, which is built and does not carry the file. */
    private static Properties libraries() {
        Properties libraries = new Properties();
        try (InputStream file = PlatformLibraries.class.getResourceAsStream(FILE)) {
            if (file != null) {
                libraries.load(file);
            }
            return libraries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
