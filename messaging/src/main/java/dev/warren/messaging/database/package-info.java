/** What handlers do while the database is unavailable. */
package dev.warren.messaging.database;
