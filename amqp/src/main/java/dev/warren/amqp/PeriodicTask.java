package dev.warren.amqp;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Does something again and again, at once for the first time, on a virtual thread of its own until it is closed. What
 * it throws is logged and does not end it.
 */
public final class PeriodicTask implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration pause;
    private final Runnable task;
    private final Thread thread;

    private PeriodicTask(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins. */
    public static PeriodicTask start(String name, Duration pause, Runnable task) {
        PeriodicTask periodicTask = new PeriodicTask(name, pause, task);
        periodicTask.thread.start();
        return periodicTask;
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                attempt();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            LOG.debugf("ended name=%s", name);
        }
    }

    private void attempt() {
        try {
            task.run();
        } catch (Throwable e) { // whatever it is, nobody else does it
            LOG.errorf(e, "task failed, retrying name=%s", name);
        }
    }

    /** Stops the task and interrupts its thread. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
