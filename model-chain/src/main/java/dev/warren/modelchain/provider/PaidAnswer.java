package dev.warren.modelchain.provider;

import java.time.Duration;
import java.util.UUID;

/**
 * An answer that was paid for and shall be used again.
 *
 * @param question what identifies the question
 * @param answer the answer
 * @param call the call that bought it
 * @param lifetime for how long the answer may be used
 */
public record PaidAnswer(UUID question, Answer answer, CallLogEntry call, Duration lifetime) {}
