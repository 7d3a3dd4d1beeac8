package dev.warren.modelchain.local;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Embeds texts with an in-process model that is loaded once, on first use or by {@link #warmUp()}.
 *
 * <p>Safe for use by many threads; while the model loads, callers of {@link #embed} wait for it. Each window of a text
 * is embedded on its own, never in a batch: batching changes the vectors of a quantized model, and with them the
 * answer.
 */
public final class SentenceEmbedder implements Embedder {

    private final Supplier<EmbeddingModel> loader;
    private final CompletableFuture<EmbeddingModel> model = new CompletableFuture<>();
    private boolean loading;

    /** The model is what the loader returns; it is called at most once, on a thread of its own. */
    public SentenceEmbedder(Supplier<EmbeddingModel> loader) {
        this.loader = loader;
    }

    /** all-MiniLM-L6-v2, quantized: 384 dimensions, English, from the class path. */
    public static SentenceEmbedder miniLm() {
        return new SentenceEmbedder(() -> new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run));
    }

    /**
     * Starts to load the model unless that has begun, and returns at once. Completes when the model has answered once;
     * completes exceptionally if it cannot be loaded, and then every {@link #embed} fails.
     */
    public synchronized CompletableFuture<Void> warmUp() {
        if (!loading) {
            loading = true;
            Thread thread = new Thread(this::load, "embedding-model-loader");
            thread.setDaemon(true);
            thread.setContextClassLoader(SentenceEmbedder.class.getClassLoader());
            thread.start();
        }
        return model.thenAccept(loaded -> {});
    }

    /** Whether {@link #embed} answers without waiting for the model. */
    public boolean isReady() {
        return model.isDone() && !model.isCompletedExceptionally();
    }

    @Override
    public Embedded embed(String text) {
        warmUp();
        EmbeddingModel ready = model.join();
        List<Vector> vectors = new ArrayList<>();
        int tokens = 0;
        for (String window : List.of(text)) {
            if (!window.isBlank()) {
                var response = ready.embed(window);
                vectors.add(Vector.of(response.content().vector()));
                tokens += response.tokenUsage().inputTokenCount();
            }
        }
        return new Embedded(vectors.isEmpty() ? Vector.zero(ready.dimension()) : Vector.mean(vectors), tokens);
    }

    private void load() {
        try {
            EmbeddingModel loaded = loader.get();
            loaded.embed("warm up");
            model.complete(loaded);
        } catch (Throwable e) { // also linkage errors of the native runtime: waiting callers must learn of them
            model.completeExceptionally(e);
        }
    }
}
