/** Programs that people follow the stream with, each of which loses its connection at every moment. */
package dev.warren.notifier.clients;
