/** What every service with a database needs: telling an outage from a failure, and waiting for its end. */
package dev.warren.messaging.database;
