package dev.warren.modelchain.local;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Embeds texts with an in-process model that is loaded once, on first use or by {@link #warmUp()}.
 *
 * <p>Safe for use by many threads; while the model loads, callers of {@link #embed} wait for it. A long text is read in
 * windows of about 70 words, since the model reads no more at once; its meaning is the mean of theirs. Of a text with
 * more than 24 windows the rest is not read. Each window is embedded on its own: in a batch, the vectors of a quantized
 * model depend on the other texts.
 */
public final class SentenceEmbedder implements Embedder {

    /** The name of the model on the class path, as it appears in results. */
    public static final String MINI_LM = "all-MiniLM-L6-v2-q";

    private final Supplier<EmbeddingModel> loader;
    private volatile CompletableFuture<EmbeddingModel> model = new CompletableFuture<>();
    private boolean loading;

    /** @param loader called until it succeeds once, on a thread of its own; may take its time */
    public SentenceEmbedder(Supplier<EmbeddingModel> loader) {
        this.loader = loader;
    }

    /** all-MiniLM-L6-v2, quantized: English, 384 dimensions, from the class path. */
    public static SentenceEmbedder miniLm() {
        return new SentenceEmbedder(MiniLm::new);
    }

    /**
     * Starts to load the model unless that has begun, and returns at once. Completes when the model has answered once;
     * completes exceptionally if it cannot be loaded; whoever asks after that has it loaded again.
     */
    public CompletableFuture<Void> warmUp() {
        return model().thenAccept(loaded -> {});
    }

    /** Whether {@link #embed} answers without waiting for the model. */
    public boolean isReady() {
        return model.isDone() && !model.isCompletedExceptionally();
    }

    /** @throws java.util.concurrent.CompletionException if the model could not be loaded */
    @Override
    public TextEmbedding embed(String text) {
        EmbeddingModel ready = model().join();
        List<UnitVector> meanings = new ArrayList<>();
        int tokens = 0;
        for (String window : TextWindows.of(text)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the caller no longer waits for the embedding");
            }
            TextEmbedding part = embed(ready, window);
            tokens += part.tokens();
            if (!part.vector().isZero()) {
                meanings.add(part.vector());
            }
        }
        return new TextEmbedding(
                meanings.isEmpty() ? UnitVector.zero(ready.dimension()) : UnitVector.mean(meanings), tokens);
    }

    private static TextEmbedding embed(EmbeddingModel model, String window) {
        try {
            var response = model.embed(window);
            return new TextEmbedding(
                    UnitVector.of(response.content().vector()),
                    response.tokenUsage().inputTokenCount());
        } catch (IllegalArgumentException e) { // which characters count as nothing is for the model's tokenizer to say
            return new TextEmbedding(UnitVector.zero(model.dimension()), 0);
        }
    }

    private synchronized CompletableFuture<EmbeddingModel> model() {
        CompletableFuture<EmbeddingModel> asked = model;
        if (!loading) {
            loading = true;
            try {
                loadElsewhere();
            } catch (Throwable e) { // that there is no thread is an Error; those who wait must learn of it
                failed(e);
            }
        }
        return asked;
    }

    private void loadElsewhere() {
        Thread thread = new Thread(this::load, "embedding-model-loader");
        thread.setDaemon(true);
        // the tokenizer's library is found by it
        thread.setContextClassLoader(SentenceEmbedder.class.getClassLoader());
        thread.start();
    }

    private void load() {
        try {
            EmbeddingModel loaded = loader.get();
            loaded.embed("warm up");
            model.complete(loaded);
        } catch (Throwable e) { // a native library that does not load is an Error; those who wait must learn of it
            failed(e);
        }
    }

    private void failed(Throwable why) {
        CompletableFuture<EmbeddingModel> inVain = model;
        synchronized (this) {
            model = new CompletableFuture<>();
            loading = false;
        }
        inVain.completeExceptionally(why);
    }
}
