package dev.warren.amqp.incoming;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The messages of one link that are in flight, by flow, each flow in the order of arrival.
 *
 * <p>A flow's share is as much as there is room left: one flow alone gets half of the window, two get a third each, and
 * however many there are, there is room for a further one. Thread-safe.
 */
final class InFlightWindow {

    private final int size;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, SequencedSet<InFlightMessage>> flows = new HashMap<>();
    private int inFlight;

    /**
     * An empty window.
     *
     * @param patience a flow whose oldest message has not waited for longer is quick, and may exceed its share
     */
    InFlightWindow(int size, Duration patience) {
        this.size = size;
        this.patience = patience;
    }

    void add(InFlightMessage message) {
        lock.lock();
        try {
            flows.computeIfAbsent(message.flow(), flow -> new LinkedHashSet<>()).add(message);
            inFlight++;
        } finally {
            lock.unlock();
        }
    }

    void remove(InFlightMessage message) {
        lock.lock();
        try {
            SequencedSet<InFlightMessage> flow = flows.get(message.flow());
            if (flow != null && flow.remove(message)) {
                inFlight--;
                if (flow.isEmpty()) {
                    flows.remove(message.flow());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many messages a slow flow has beyond its share; 0 for a quick one. */
    int excess(String flow) {
        lock.lock();
        try {
            SequencedSet<InFlightMessage> messages = flows.get(flow);
            boolean slow = messages != null && messages.getFirst().waiting().compareTo(patience) > 0;
            return slow ? Math.max(0, messages.size() - (size - inFlight)) : 0;
        } finally {
            lock.unlock();
        }
    }

    /** The flow that has the most messages in flight. */
    Optional<String> largestFlow() {
        lock.lock();
        try {
            return flows.entrySet().stream()
                    .max(Comparator.comparingInt(flow -> flow.getValue().size()))
                    .map(Map.Entry::getKey);
        } finally {
            lock.unlock();
        }
    }

    /** The one that was published first, as far as its publisher says. */
    Optional<InFlightMessage> oldest() {
        lock.lock();
        try {
            return flows.values().stream()
                    .map(SequencedSet::getFirst)
                    .min(Comparator.comparing(InFlightMessage::published));
        } finally {
            lock.unlock();
        }
    }

    int held() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }
}
