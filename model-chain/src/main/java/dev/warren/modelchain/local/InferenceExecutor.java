package dev.warren.modelchain.local;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that embedded models compute on: as many as there are processors. They are platform threads, which take
 * their turns with others; a virtual thread that computed itself would keep one of the few threads that carry all
 * virtual ones, and what confirms, renews and settles would wait. Callers wait in line, each with one piece of work.
 */
public final class InferenceExecutor implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    /** @param size how many there are, at least 1 */
    public InferenceExecutor(int size) {
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("inference-", 0).factory());
    }

    /** For all processors. */
    public static InferenceExecutor onAllProcessors() {
        return new InferenceExecutor(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Computes something and waits for it. An interrupt ends the waiting and what is computed.
     *
     * @throws InterruptedException if the caller is interrupted
     * @throws RuntimeException what the work throws
     */
    public <T> T compute(Callable<T> work) throws InterruptedException {
        Future<T> result = threads.submit(work);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }

    /** Computes something, some time. */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** How many there are. */
    public int size() {
        return threads.getMaximumPoolSize();
    }

    /** How many compute. */
    public int busy() {
        return threads.getActiveCount();
    }

    /** How much work waits for one. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** Ends what is computed. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
