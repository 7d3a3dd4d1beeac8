package dev.warren.modelchain.local;

/**
 * What the embedded provider made, and how much it read for it.
 *
 * @param value the answer
 * @param tokens how many tokens the embedding model read to answer this call; the texts that a skill was prepared with
 *     are not among them
 */
public record TokenCounted<T>(T value, int tokens) {}
