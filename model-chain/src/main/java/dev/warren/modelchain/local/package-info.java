/** The embedded provider: classifies and summarizes with sentence embeddings, without a network, a key or a bill. */
package dev.warren.modelchain.local;
