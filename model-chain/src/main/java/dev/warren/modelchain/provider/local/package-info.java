/** The embedded provider. */
package dev.warren.modelchain.provider.local;
