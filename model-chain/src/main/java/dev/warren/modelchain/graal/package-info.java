/** What a native image must do differently; without effect on the JVM. */
package dev.warren.modelchain.graal;
