package dev.warren.modelchain.platform;

import ai.djl.Device;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.management.MemoryUsage;

/**
 * Stands in for {@code CudaUtils} in a native image. The tokenizer asks for a GPU through JNA, already while the class
 * is initialized, which a native image cannot answer: there is none. The embedded models run on the processor anyway.
 */
@Substitute
@TargetClass(className = "ai.djl.util.cuda.CudaUtils")
@SuppressWarnings("DoNotCallSuggester") // called by no one who has asked hasCuda() before
final class NoCuda {

    private static final String NONE = "a native image uses no GPU";

    private NoCuda() {}

    @Substitute
    public static boolean hasCuda() {
        return false;
    }

    @Substitute
    public static int getGpuCount() {
        return 0;
    }

    @Substitute
    public static int getCudaVersion() {
        throw new IllegalStateException(NONE);
    }

    @Substitute
    public static String getCudaVersionString() {
        throw new IllegalStateException(NONE);
    }

    @Substitute
    public static String getComputeCapability(int device) {
        throw new IllegalStateException(NONE);
    }

    @Substitute
    public static MemoryUsage getGpuMemory(Device device) {
        throw new IllegalStateException(NONE);
    }
}
