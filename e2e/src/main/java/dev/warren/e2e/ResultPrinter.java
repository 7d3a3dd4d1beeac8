package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Prints results and alerts as they arrive over SSE. Frames are added by any thread, and printed by one. */
final class ResultPrinter {

    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);
    private static final Duration LULL = Duration.ofSeconds(3);

    private final BlockingQueue<ResultFeed.Frame> frames = new LinkedBlockingQueue<>();
    private final Set<Sample> held = new HashSet<>();
    private final PrintStream out;
    private Consumer<JsonNode> listener = data -> {};

    ResultPrinter(PrintStream out) {
        this.out = out;
    }

    /** Has the data of results of awaited samples told to it from now on. */
    void tell(Consumer<JsonNode> whom) {
        listener = whom;
    }

    void add(ResultFeed.Frame frame) {
        frames.add(frame);
    }

    /** Until every sample on the board has its outcome, or none came for this long. */
    void follow(Scoreboard board, Duration limit) throws InterruptedException {
        followUntilLeft(board, 0, limit);
    }

    /** Until no more than so many samples have no outcome, or none came for this long. */
    void followUntilLeft(Scoreboard board, int left, Duration limit) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        int waiting = board.waiting().size();
        while (board.waiting().size() > left && patiently(board, deadline)) {
            if (board.waiting().size() < waiting) {
                waiting = board.waiting().size();
                deadline = Instant.now().plus(limit);
            }
        }
    }

    /** The same, and what comes after that: alerts follow the ledger's bookings. */
    void followToTheEnd(Scoreboard board, Duration limit) throws InterruptedException {
        follow(board, limit);
        while (next(board, Instant.now().plus(AFTERWARDS))) {}
    }

    /**
     * Until every sample on the board has its outcome or is held and nothing more arrives, or nothing came for this
     * long.
     */
    void followUntilHeld(Scoreboard board, Duration limit) throws InterruptedException {
        while (!held.containsAll(board.waiting())
                && patiently(board, Instant.now().plus(limit))) {}
        while (!board.complete() && next(board, Instant.now().plus(LULL))) {}
    }

    /** As {@link #next}, with a word now and then about what is missing. */
    private boolean patiently(Scoreboard board, Instant deadline) throws InterruptedException {
        Instant since = Instant.now();
        while (Instant.now().isBefore(deadline)) {
            Instant word = Instant.now().plus(SIGN_OF_LIFE);
            if (next(board, word.isBefore(deadline) ? word : deadline)) {
                return true;
            }
            out.printf(
                    "  waiting for outcomes: %d missing, %d s since the last%n",
                    board.waiting().size(),
                    Duration.between(since, Instant.now()).toSeconds());
        }
        return false;
    }

    /** False if nothing arrived in time. */
    private boolean next(Scoreboard board, Instant deadline) throws InterruptedException {
        long millis = Duration.between(Instant.now(), deadline).toMillis();
        ResultFeed.Frame frame = millis <= 0 ? null : frames.poll(millis, TimeUnit.MILLISECONDS);
        if (frame == null) {
            return false;
        }
        switch (frame.event()) {
            case "result" -> show(board, frame.data());
            case "alert" ->
                out.printf("  alert: %s%n", frame.data().at("/data/message").asText());
            default ->
                out.printf(
                        "some results were skipped here: %s%n",
                        frame.data().at("/data/reason").asText());
        }
        return true;
    }

    private void show(Scoreboard board, JsonNode result) {
        String outcome = result.get("type").asText().replace("dev.warren.result.", "");
        Sample sample =
                outcome.equals("held") ? board.waitingFor(result) : board.take(result, outcome.equals("completed"));
        if (sample != null && (!outcome.equals("held") || held.add(sample))) {
            out.println(ResultLine.of(sample, outcome, result.get("data")));
            listener.accept(result.get("data"));
        }
    }
}
