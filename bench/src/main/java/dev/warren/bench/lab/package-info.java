/** The suite as real processes, its servers, a model provider that counts, and the means to break each of them. */
package dev.warren.bench.lab;
