package dev.warren.modelchain.local;

/**
 * A text as the embedding model sees it.
 *
 * @param vector the meaning; {@link Vector#isZero() zero} if there was nothing to read
 * @param tokens how many tokens the model read
 */
public record Embedded(Vector vector, int tokens) {}
