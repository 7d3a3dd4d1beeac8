package dev.warren.aiconsumer.replay;

import jakarta.enterprise.inject.Vetoed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** The store of a process that can be gone from one moment to the next: nothing it says arrives then. */
@Vetoed
public class FailingStore extends ReplayStore {

    private volatile boolean gone;

    public FailingStore(DataSource database) {
        super(database);
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
            throw new ReplayStoreException(new SQLException("gone"));
        }
    }
}
