/** What handlers and resources do while the database is unavailable. */
package dev.warren.messaging.database;
