package dev.warren.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How much of the processors each program uses between two looks, and how much memory. Linux only. */
public final class ResourceUsage {

    private static final double NANOS = 1e9;
    private static final long KIB_PER_MIB = 1_024;

    private final Map<String, Long> pids;
    private final Map<String, Double> before = new LinkedHashMap<>();
    private final long start = System.nanoTime();

    /** Looks for the first time. */
    public ResourceUsage(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
        this.pids.forEach((name, pid) -> before.put(name, seconds(pid)));
    }

    /**
     * How many processors each has kept busy since, its children included; those of this program count for themselves.
     */
    public Map<String, Double> processors() {
        double time = (System.nanoTime() - start) / NANOS;
        Map<String, Double> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> used.put(name, (seconds(pid) - before.get(name)) / time));
        return used;
    }

    /** What a process has resident now, in MiB. */
    public static long residentMebibytes(long pid) {
        return mebibytes(pid, "VmRSS:");
    }

    /** The most that a process ever had resident, in MiB. */
    public static long mostResidentMebibytes(long pid) {
        return mebibytes(pid, "VmHWM:");
    }

    private static double seconds(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ResourceUsage::family)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toNanos() / NANOS)
                .sum();
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return process.equals(ProcessHandle.current())
                ? Stream.of(process)
                : Stream.concat(Stream.of(process), process.descendants());
    }

    private static long mebibytes(long pid, String field) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
            return status.stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
