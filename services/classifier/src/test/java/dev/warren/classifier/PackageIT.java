package dev.warren.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.testing.PackagedLibraries;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackageIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    @Test
    void thePackageHasTheLibrariesOfThisPlatformAndOfNoOther() {
        assertThat(PackagedLibraries.all(APPLICATION)).anyMatch(name -> name.contains("libonnxruntime"));
        assertThat(PackagedLibraries.foreign(APPLICATION)).isEmpty();
    }
}
