/** The repository's documents, read and run as a reader would. */
package dev.warren.e2e.documents;
