/** What the tests of an AI consumer need. */
package dev.warren.modelchain.testing;
