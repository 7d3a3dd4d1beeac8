/** JDBC helpers: transactions, group commits, and telling an outage of the database from a refused statement. */
package dev.warren.database;
