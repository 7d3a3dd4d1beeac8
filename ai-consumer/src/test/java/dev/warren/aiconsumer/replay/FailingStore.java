package dev.warren.aiconsumer.replay;

import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.inject.Vetoed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The store of a process that can be gone from one moment to the next: nothing it says arrives then. */
@Vetoed
public class FailingStore extends ReplayStore {

    private final ServiceDatabase database;
    private volatile boolean gone;

    public FailingStore(ServiceDatabase database) {
        super(database);
        this.database = database;
    }

    public void vanish() {
        gone = true;
    }

    @Override
    public Optional<ReplayState> store(Replay replay, String holder, Duration lease) {
        demandPresence();
        return super.store(replay, holder, lease);
    }

    @Override
    public void leave(String name, String holder) {
        demandPresence();
        super.leave(name, holder);
    }

    private void demandPresence() {
        if (gone) {
            database.transact(_ -> {
                throw new SQLException("gone");
            });
        }
    }
}
