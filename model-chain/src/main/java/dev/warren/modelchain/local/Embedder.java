package dev.warren.modelchain.local;

/** Turns a text into its meaning. Implementations are deterministic and safe for use by many threads. */
@FunctionalInterface
public interface Embedder {

    /** Never null; a text without anything readable gives the zero vector and no tokens. */
    TextEmbedding embed(String text);
}
