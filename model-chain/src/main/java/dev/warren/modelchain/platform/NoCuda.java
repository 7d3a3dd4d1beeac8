package dev.warren.modelchain.platform;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * The tokenizer asks for a GPU through JNA, which a native image cannot answer: there is none. The embedded models run on
 * the processor anyway.
 */
@TargetClass(className = "ai.djl.util.cuda.CudaUtils")
final class NoCuda {

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
        throw new IllegalArgumentException("No cuda device found.");
    }

    @Substitute
    public static String getCudaVersionString() {
        throw new IllegalArgumentException("No cuda device found.");
    }

    @Substitute
    public static String getComputeCapability(int device) {
        throw new IllegalArgumentException("No cuda device found.");
    }
}
