package dev.warren.cli;

/**
 * Exit codes, with the meaning that they have for the launcher; 2 (wrong usage) comes from the command line's parser.
 */
public final class Exit {

    /** Everything that was asked for is done. */
    public static final int DONE = 0;

    /** Something was refused, or could not be done in full. */
    public static final int FAILED = 1;

    /** A service does not answer; what the others say was shown. */
    public static final int NOT_RUNNING = 5;

    private Exit() {}
}
