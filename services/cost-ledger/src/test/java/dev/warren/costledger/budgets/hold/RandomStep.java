package dev.warren.costledger.budgets.hold;

import java.math.BigDecimal;

/**
 * One thing that happens.
 *
 * @param what what
 * @param which to which of the calls, users or budgets, counted round and round
 * @param cents how much
 */
record RandomStep(What what, int which, int cents) {

    BigDecimal amount() {
        return BigDecimal.valueOf(cents, 2);
    }

    /** What may happen. */
    enum What {
        ASK,
        ASK_AGAIN,
        ASK_TOO_MUCH,
        BOOK,
        BOOK_REFUSED,
        BOOK_UNKNOWN,
        BOOK_WITHOUT_HOLD,
        RESOLVE,
        CORRECT,
        RELEASE,
        PASS_TIME,
        EXPIRE,
        RAISE,
        RESET,
        TOGGLE,
        TRANSFER,
        CRASH
    }
}
