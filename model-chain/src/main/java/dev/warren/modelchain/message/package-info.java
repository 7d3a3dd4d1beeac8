/** What an AI consumer hands over for one event, how long that may take, and the messages that come of it. */
package dev.warren.modelchain.message;
