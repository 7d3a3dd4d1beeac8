/** What a provider's response says: answer, tokens, errors, and when to ask again. */
package dev.warren.modelchain.provider.reply;
