package dev.warren.modelchain.store;

import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLogEntry;

/**
 * An answer that is there to be used again.
 *
 * @param answer the answer
 * @param call the call that bought it
 */
record StoredAnswer(Answer answer, CallLogEntry call) {}
