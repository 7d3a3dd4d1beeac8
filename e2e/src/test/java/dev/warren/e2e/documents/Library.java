package dev.warren.e2e.documents;

import dev.warren.bench.lab.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What is in the checkout, without what was built, what is hidden, and the settings of whoever works in it. */
final class Library {

    /** The root of the checkout. */
    static final Path ROOT = Checkout.root();

    private static final Path SETTINGS = ROOT.resolve("config");
    private static final Set<String> BUILT = Set.of("target", "node_modules");

    private Library() {}

    /** All files, each directory's in one piece. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return skipped(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * The documents in the order in which somebody reads them: README, the guides as their index names them, the
     * others.
     */
    static List<Document> documents() {
        Path guides = ROOT.resolve("docs");
        List<Path> index = Document.read(ROOT, guides.resolve("README.md")).links().stream()
                .map(guides::resolve)
                .toList();
        Comparator<Path> order = Comparator.<Path>comparingInt(
                        file -> file.equals(ROOT.resolve("README.md")) ? 0 : index.contains(file) ? 1 : 2)
                .thenComparingInt(index::indexOf)
                .thenComparing(Comparator.naturalOrder());
        return files().stream()
                .filter(file -> file.toString().endsWith(".md"))
                .sorted(order)
                .map(file -> Document.read(ROOT, file))
                .toList();
    }

    private static boolean skipped(Path directory) {
        String name = directory.getFileName().toString();
        return !directory.equals(ROOT) && (name.startsWith(".") || BUILT.contains(name) || directory.equals(SETTINGS));
    }
}
