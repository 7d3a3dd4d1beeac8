package dev.warren.deadletters.queue;

import java.io.IOException;

/** What is done with letters, one after the other, on the thread that asked for it. */
public interface DeadLetterReader {

    /**
     * Reads the next letter, the one that is longest in the queue first.
     *
     * @return whether to go on
     * @throws IOException if the broker does not answer; the letters go back
     */
    boolean read(BrowsedDeadLetter letter) throws IOException;

    /** Called after the last letter, while those that were read are still in hand. */
    default void end() throws IOException {}
}
