/** Load, latency and fault benchmarks of the whole suite. */
package dev.warren.bench;
