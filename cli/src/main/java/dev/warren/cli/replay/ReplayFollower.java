package dev.warren.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.TerminalOutput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how far a replay is until it is over: on a terminal one line that is written over, elsewhere a line when its
 * state changes and every few seconds that bring something new, for programs nothing but the end. A service that is
 * unavailable for a while is waited for, as the replay itself waits for it. Used by one thread.
 */
final class ReplayFollower {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LINE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ReplaysClient replaysClient;
    private final PriceQuoteClient priceQuoteClient;
    private final ReplayFormatter page;
    private final TerminalOutput terminalOutput;
    private final Clock clock;
    private final boolean json;
    private Instant answered;
    private String lastState = "";
    private String lastLine = "";
    private Instant printed = Instant.MIN;

    ReplayFollower(CommandContext commandContext, boolean json) {
        this.replaysClient = new ReplaysClient(commandContext.suite());
        this.priceQuoteClient = new PriceQuoteClient(commandContext.suite());
        this.page = new ReplayFormatter(priceQuoteClient);
        this.terminalOutput = commandContext.screen();
        this.clock = commandContext.clock();
        this.json = json;
        this.answered = clock.instant();
    }

    /**
     * Returns when the replay is over, with the exit code: done or not.
     *
     * @throws ServiceException if the service is unavailable for too long; the replay goes on when it is back
     */
    int follow(SuiteService service, String name) throws InterruptedException {
        JsonNode last = look(service, name);
        while (last.isMissingNode() || !ServiceJson.read(last, ReplayInfo.class).isOver()) {
            show(last);
            Thread.sleep(LOOK);
            last = look(service, name);
        }
        return end(last);
    }

    /** Missing while the service is unavailable. */
    private JsonNode look(SuiteService service, String name) {
        try {
            JsonNode replay = replaysClient.get(service, name);
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
        ReplayInfo replay = ServiceJson.read(node, ReplayInfo.class);
        Instant now = clock.instant();
        if (terminalOutput.isTerminal()) {
            terminalOutput.overwrite(page.line(replay));
        } else if (!replay.state().equals(lastState) || now.isAfter(printed.plus(LINE))) {
            printOnce(page.line(replay));
            lastState = replay.state();
            printed = now;
        }
    }

    /** What stays as it is for hours is one line. */
    private void printOnce(String line) {
        if (!line.equals(lastLine)) {
            terminalOutput.line(line);
            lastLine = line;
        }
    }

    private int end(JsonNode node) {
        ReplayInfo replay = ServiceJson.read(node, ReplayInfo.class);
        if (json) {
            terminalOutput.json(node);
        } else {
            terminalOutput.line(page.page(replay));
        }
        return Math.max(replay.isDone() ? ExitCode.DONE : ExitCode.FAILED, priceQuoteClient.report(terminalOutput));
    }
}
