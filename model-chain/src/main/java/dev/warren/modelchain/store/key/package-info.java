/** The keys under which work and answers are stored. */
package dev.warren.modelchain.store.key;
