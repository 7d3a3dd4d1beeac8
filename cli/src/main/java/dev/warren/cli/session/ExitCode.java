package dev.warren.cli.session;

/**
 * Exit codes, with the meaning that they have for the launcher; 2 (wrong usage) comes from the command line's parser.
 */
public final class ExitCode {

    /** Everything that was asked for is done. */
    public static final int DONE = 0;

    /** Something was refused, or could not be done in full. */
    public static final int FAILED = 1;

    /** A service does not answer; what the others say was shown. */
    public static final int NOT_RUNNING = 5;

    /** All that a command of the launcher can end with, as every help says. */
    public static final String CODES = """
            Exit codes: 0 done, 1 failed or refused, 2 wrong usage or a wrong setting of the launcher, 3 something is missing on this
            machine, 4 something is in the way (a port, another launcher), 5 not running, 130 interrupted, 143 stopped, 129 terminal
            closed.""";

    private ExitCode() {}
}
