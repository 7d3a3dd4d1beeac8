package dev.warren.modelchain.testing;

import dev.warren.modelchain.local.SentenceEmbedder;

/** The real model, loaded once for all tests. */
public final class Models {

    public static final SentenceEmbedder MINI_LM = SentenceEmbedder.miniLm();

    private Models() {}
}
