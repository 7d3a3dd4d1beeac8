package dev.warren.modelchain.outage;

/** The chain is down, and not for one event alone: the event goes on waiting elsewhere, which is no attempt. */
public final class ChainDownException extends RuntimeException {

    /** @param message a sentence for a person, without payload */
    ChainDownException(String message) {
        super(message);
    }
}
