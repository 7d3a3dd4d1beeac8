package dev.warren.modelchain.budget;

/** Money that is set aside for one call. Used by one thread. Closing it gives back what was not used. */
public interface Hold extends AutoCloseable {

    /** For a call that no budget limits. */
    Hold NONE = new Hold() {

        @Override
        public boolean lasts() {
            return true;
        }

        @Override
        public void begin() {}

        @Override
        public void use() {}

        @Override
        public void close() {}
    };

    /** Whether the money stays set aside for as long as a call that begins now may take. */
    boolean lasts();

    /** The request goes out now: from here on the call may cost money, though nobody may be there to take it. */
    void begin();

    /** The request has gone out: the call will be booked, and that ends the hold. */
    void use();

    @Override
    void close();
}
