package dev.warren.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what is logged as an error in this JVM, until it is closed. */
public final class LoggedErrors extends Handler implements AutoCloseable {

    private final List<String> errors = new CopyOnWriteArrayList<>();

    private LoggedErrors() {}

    /** Listens from now on. */
    public static LoggedErrors listen() {
        LoggedErrors listening = new LoggedErrors();
        Logger.getLogger("").addHandler(listening);
        return listening;
    }

    /** Fails with their texts if there were any. */
    public void assertNone() {
        assertThat(errors).isEmpty();
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
            errors.add(line.getLoggerName() + ": " + line.getMessage());
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
