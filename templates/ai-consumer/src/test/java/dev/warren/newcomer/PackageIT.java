package dev.warren.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.testing.PackagedLibraries;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackageIT {

    private static final Path TARGET = Path.of("target");

    @Test
    void everyPackageHasTheLibrariesOfThisPlatformAndOfNoOther() {
        assertThat(PackagedLibraries.packages(TARGET)).isNotEmpty().allSatisfy(application -> {
            assertThat(PackagedLibraries.all(application)).anyMatch(name -> name.contains("onnxruntime4j_jni"));
            assertThat(PackagedLibraries.foreign(application)).isEmpty();
        });
    }
}
