package dev.warren.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What is being handled. When the service stops, no further message begins, and the connections stay open until those
 * that have begun have ended, for {@code quarkus.shutdown.timeout} at most; else their work would be done again by
 * whoever gets them next. Thread-safe.
 */
@ApplicationScoped
class WorkInProgress {

    private static final Logger LOG = Logger.getLogger(WorkInProgress.class);

    private final ChannelRegistry channels;
    private final Duration patience;
    private final ReadWriteLock work = new ReentrantReadWriteLock(true);
    private volatile boolean stopped;

    WorkInProgress(ChannelRegistry channels, @ConfigProperty(name = "quarkus.shutdown.timeout") Duration patience) {
        this.channels = channels;
        this.patience = patience;
    }

    /**
     * To be called before a message is handled, by the thread that will call {@link #end()}.
     *
     * @throws StoppingException if the service stops; the message must be given back
     */
    void begin() {
        work.readLock().lock();
        if (stopped) {
            work.readLock().unlock();
            throw new StoppingException();
        }
    }

    void end() {
        work.readLock().unlock();
    }

    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event)
            throws InterruptedException {
        channels.getIncomingNames().stream()
                .map(channels::getPausable)
                .filter(Objects::nonNull)
                .forEach(PausableChannel::pause);
        boolean ended = work.writeLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        stopped = true;
        if (ended) {
            work.writeLock().unlock();
        } else {
            LOG.warnf("messages in work go back to their queue timeout=%s", patience);
        }
    }

    /** Without a stack trace: it happens to everything that was prefetched, and nothing is wrong. */
    static final class StoppingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private StoppingException() {
            super("the service stops", null, false, false);
        }
    }
}
