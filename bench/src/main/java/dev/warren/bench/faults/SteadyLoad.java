package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.lab.RetryingProducer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A producer at work: events at an even pace, each published until the broker has confirmed it. */
final class SteadyLoad {

    private static final int BATCH = 10;

    private final List<JsonNode> events;
    private final Duration length;
    private final RetryingProducer producer;
    private final Thread thread;
    private volatile int published;

    /** Begins; it takes at least this long to publish all. */
    SteadyLoad(URI broker, List<JsonNode> events, Duration length) {
        this.events = events;
        this.length = length;
        this.producer = new RetryingProducer(broker, "inbox");
        this.thread = Thread.ofPlatform().name("flow").daemon().start(this::publish);
    }

    /** Returns when this share of the events, from 0 to 1, is published. */
    void awaitShare(double share) throws InterruptedException {
        while (thread.isAlive() && published < share * events.size()) {
            TimeUnit.MILLISECONDS.sleep(BATCH);
        }
    }

    /** Returns when all events are published, with how many had to be published again. */
    long await() throws InterruptedException {
        thread.join();
        if (published < events.size()) {
            throw new IllegalStateException("only " + published + " of " + events.size() + " events were published");
        }
        return producer.publishedAgain();
    }

    private void publish() {
        long start = System.nanoTime();
        try (producer) {
            for (int from = 0; from < events.size(); from += BATCH) {
                LockSupport.parkNanos(start + length.toNanos() * from / events.size() - System.nanoTime());
                int to = Math.min(from + BATCH, events.size());
                producer.publish(events.subList(from, to));
                published = to;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
