package dev.warren.modelchain.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The native libraries in a packaged service. */
public final class PackagedLibraries {

    private static final Pattern NATIVE =
            Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib|a|lib|pdb|debug)|.*\\.dSYM/.*[^/]");

    private PackagedLibraries() {}

    /**
     * The packages that a build has left in its directory, each with a {@code lib}: for the JVM, and for the compiler
     * of native images.
     */
    public static List<Path> packages(Path target) {
        try (Stream<Path> directories = Files.list(target)) {
            return directories
                    .filter(directory -> Files.isDirectory(directory.resolve("lib")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that the machine of the build cannot load, and files for debuggers, as {@code <jar>!<entry>}. */
    public static List<String> foreign(Path application) {
        return all(application).filter(name -> !loadable(name)).toList();
    }

    /** All of them. */
    public static Stream<String> all(Path application) {
        try (Stream<Path> files = Files.walk(application)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .flatMap(PackagedLibraries::libraries)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> libraries(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> NATIVE.matcher(name).matches())
                    .map(name -> jar.getFileName() + "!" + name)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean loadable(String name) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String family = os.contains("mac") ? "(osx|darwin)" : os.contains("win") ? "win(32|dows)?" : "linux";
        String processor = arm ? "aarch(64|_64)" : "(x64|x86[-_]64)";
        return name.matches(".*[/-]" + family + "[-_/]" + processor + "/.*") && !name.matches(".*(\\.pdb|dSYM/.*)");
    }
}
