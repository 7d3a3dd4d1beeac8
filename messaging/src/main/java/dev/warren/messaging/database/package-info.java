/** What handlers and resources do while the database is away. */
package dev.warren.messaging.database;
