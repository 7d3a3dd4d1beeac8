package dev.warren.modelchain.local;

/** The real model, loaded once for all tests. */
final class Models {

    static final SentenceEmbedder MINI_LM = SentenceEmbedder.miniLm();

    private Models() {}
}
