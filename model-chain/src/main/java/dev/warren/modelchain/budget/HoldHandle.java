package dev.warren.modelchain.budget;

/** Money that is reserved for one call. Used by one thread. Closing it gives back what was not used. */
public interface HoldHandle extends AutoCloseable {

    /** Whether the money stays reserved for as long as a call that begins now may take. */
    boolean lasts();

    /** The request goes out now: from here on the call may cost money, though nobody may be there to take it. */
    default void begin() {}

    /** The request has gone out: the call will be booked, and that ends the hold. */
    void use();

    @Override
    void close();
}
