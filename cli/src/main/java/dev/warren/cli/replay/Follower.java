package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.Screen;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Session;
import dev.warren.cli.money.Quotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how far a replay is until it is over: on a terminal one line that is written over, elsewhere a line when its
 * state changes and every few seconds that bring something new, for programs nothing but the end. A service that is
 * away for a while is waited for, as the replay itself waits for it. Used by one thread.
 */
final class Follower {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LINE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Replays replays;
    private final Quotes quotes;
    private final ReplayPage page;
    private final Screen screen;
    private final Clock clock;
    private final boolean json;
    private Instant answered;
    private String lastState = "";
    private String lastLine = "";
    private Instant printed = Instant.MIN;

    Follower(Session session, boolean json) {
        this.replays = new Replays(session.suite());
        this.quotes = new Quotes(session.suite());
        this.page = new ReplayPage(quotes);
        this.screen = session.screen();
        this.clock = session.clock();
        this.json = json;
        this.answered = clock.instant();
    }

    /**
     * Returns when the replay is over, with the exit code: done or not.
     *
     * @throws ServiceException if the service is away for too long; the replay goes on when it is back
     */
    int follow(Service service, String name) throws InterruptedException {
        JsonNode last = look(service, name);
        while (last.isMissingNode() || !Json.read(last, Replay.class).isOver()) {
            show(last);
            Thread.sleep(LOOK);
            last = look(service, name);
        }
        return end(last);
    }

    /** Missing while the service is away. */
    private JsonNode look(Service service, String name) {
        try {
            JsonNode replay = replays.get(service, name);
            answered = clock.instant();
            return replay;
        } catch (ServiceException e) {
            if (!e.isTemporary() || clock.instant().isAfter(answered.plus(PATIENCE))) {
                throw e;
            }
            return MissingNode.getInstance();
        }
    }

    private void show(JsonNode node) {
        if (json || node.isMissingNode()) {
            return;
        }
        Replay replay = Json.read(node, Replay.class);
        Instant now = clock.instant();
        if (screen.isTerminal()) {
            screen.overwrite(page.line(replay));
        } else if (!replay.state().equals(lastState) || now.isAfter(printed.plus(LINE))) {
            printOnce(page.line(replay));
            lastState = replay.state();
            printed = now;
        }
    }

    /** What stays as it is for hours is one line. */
    private void printOnce(String line) {
        if (!line.equals(lastLine)) {
            screen.line(line);
            lastLine = line;
        }
    }

    private int end(JsonNode node) {
        Replay replay = Json.read(node, Replay.class);
        if (json) {
            screen.json(node);
        } else {
            screen.line(page.page(replay));
        }
        return Math.max(replay.isDone() ? Exit.DONE : Exit.FAILED, quotes.report(screen));
    }
}
