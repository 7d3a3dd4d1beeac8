package dev.warren.modelchain.local;

/** The real model, loaded once for all tests. */
public final class Models {

    public static final SentenceEmbedder MINI_LM = SentenceEmbedder.miniLm();

    private Models() {}
}
