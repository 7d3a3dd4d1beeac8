package dev.warren.modelchain.budget;

/** Money that is set aside for one call. Used by one thread. Closing it gives back what was not used. */
public interface Hold extends AutoCloseable {

    /** For a call that no budget limits. */
    Hold NONE = new Hold() {

        @Override
        public void use() {}

        @Override
        public void close() {}
    };

    /** The request has gone out: the call will be booked, and that ends the hold. */
    void use();

    @Override
    void close();
}
