/** What is between the broker and the models in every AI consumer: events in, results and usage out. */
package dev.warren.aiconsumer;
