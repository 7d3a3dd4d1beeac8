package dev.warren.aiconsumer.holds;

import dev.warren.messaging.amqp.Caretaker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Has money set aside for calls that are under way already when a budget that covers them is made or becomes hard: what
 * the ledger grants to others then leaves room for them. Thread-safe.
 */
@ApplicationScoped
class LateHolds {

    private static final Duration LOOK = Duration.ofMillis(200);
    /** A call that began with the rules before may be entered a moment after new ones have come. */
    private static final int LOOKS = 5;

    private final RuleBook book;
    private final Ledger ledger;
    private volatile Caretaker caretaker;
    private Rules seen = Rules.NONE;
    private int looks;

    LateHolds(RuleBook book, Ledger ledger) {
        this.book = book;
        this.ledger = ledger;
    }

    void onStart(@Observes StartupEvent event) {
        caretaker = Caretaker.start("late-holds", LOOK, this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        if (caretaker != null) {
            caretaker.close();
        }
    }

    private void look() {
        Rules rules = book.current();
        if (rules.version() != seen.version()) {
            seen = rules;
            looks = LOOKS;
        }
        if (looks > 0) {
            looks--;
            ledger.holdLate(rules);
        }
    }
}
