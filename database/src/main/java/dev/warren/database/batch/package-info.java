/** A group commit with a writer thread that waits out an outage of the database. */
package dev.warren.database.batch;
