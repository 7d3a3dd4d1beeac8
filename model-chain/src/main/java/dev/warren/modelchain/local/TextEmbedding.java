package dev.warren.modelchain.local;

/**
 * A text as the embedding model sees it.
 *
 * @param vector the meaning; {@link UnitVector#isZero() zero} if there was nothing to read
 * @param tokens how many tokens the model read
 */
public record TextEmbedding(UnitVector vector, int tokens) {}
