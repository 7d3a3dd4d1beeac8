package dev.warren.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a figure was measured on. */
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int SYNCS = 201;
    private static final int BLOCK = 4_096;
    private static final int HAND_OVERS = 20_000;

    private Machine() {}

    /** Processors and how much of them there is to be had now, disk, threads, system and Java in one line. */
    public static String description() {
        return "%d × %s (%d %% of them free), %d µs to the disk, %d µs from thread to thread, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        share(),
                        syncMicros(),
                        handOverMicros(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    /** How many programs wanted a processor in the last minute, on average. */
    public static String load() {
        return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /**
     * How much of all processors' time a program gets that asks for all of it, in percent. Below 100, other programs,
     * or other machines on the same hardware, take the rest, and every figure of that hour is a figure of that share.
     */
    public static long share() {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            List<Future<Double>> shares = threads.invokeAll(Collections.nCopies(processors, Machine::shareOfOne));
            double sum = 0;
            for (Future<Double> share : shares) {
                sum += share.resultNow();
            }
            return Math.round(100 * sum / processors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How long it takes until 4 KiB are on the disk that temporary files are on, in microseconds; the median. */
    public static long syncMicros() {
        try {
            Path file = Files.createTempFile("warren-sync", null);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                long[] nanos = new long[SYNCS];
                for (int i = 0; i < nanos.length; i++) {
                    channel.write(ByteBuffer.allocate(BLOCK));
                    long start = System.nanoTime();
                    channel.force(false);
                    nanos[i] = System.nanoTime() - start;
                }
                Arrays.sort(nanos);
                return TimeUnit.NANOSECONDS.toMicros(nanos[SYNCS / 2]);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long one thread takes to wake another that waits, in microseconds, on average; a message passes many. */
    public static long handOverMicros() {
        Semaphore there = new Semaphore(0);
        Semaphore back = new Semaphore(0);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            other.execute(() -> {
                for (int i = 0; i < HAND_OVERS; i++) {
                    there.acquireUninterruptibly();
                    back.release();
                }
            });
            long start = System.nanoTime();
            for (int i = 0; i < HAND_OVERS; i++) {
                there.release();
                back.acquireUninterruptibly();
            }
            return TimeUnit.NANOSECONDS.toMicros((System.nanoTime() - start) / (2 * HAND_OVERS));
        }
    }

    private static double shareOfOne() {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        while (System.nanoTime() - start < LOOK.toNanos()) {
            Thread.onSpinWait();
        }
        return (double) (thread.getCurrentThreadCpuTime() - before) / (System.nanoTime() - start);
    }

    private static String processor() {
        try {
            return Files.readAllLines(PROCESSORS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processors");
        } catch (IOException unknown) {
            return "processors";
        }
    }
}
