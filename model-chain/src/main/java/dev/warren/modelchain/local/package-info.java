/** Sentence embeddings, computed inside the service: without a network, a key or a bill. */
package dev.warren.modelchain.local;
