package dev.warren.cli.replay;

/** Something that is done if the process is told to end (Ctrl-C) while this is open. */
final class InterruptHook implements AutoCloseable {

    private final Thread hook;

    InterruptHook(Runnable deed) {
        hook = new Thread(deed, "on-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // then it is being done
        }
    }
}
