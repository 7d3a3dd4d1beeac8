package dev.warren.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./warren generate}: writes what is generated from the list of services. Ends with 1 if the list has faults.
 */
final class Generate {

    private Generate() {}

    public static void main(String[] args) throws IOException {
        try {
            List<Path> written = GeneratedFiles.of(Path.of("")).write();
            written.forEach(file -> System.out.println("   " + file));
            System.out.println(
                    written.isEmpty()
                            ? "Everything agrees with infra/services.yaml."
                            : "Brought up to date with infra/services.yaml.");
        } catch (ServiceListException faults) {
            System.err.println(faults.getMessage());
            System.exit(1);
        }
    }
}
