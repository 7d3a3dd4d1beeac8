package dev.warren.modelchain.store;

import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallLogEntry;
import java.util.List;

/** What the database says to who wants to do a piece of work. */
sealed interface Claim {

    /** The claim is granted until it is settled or the lease expires. */
    record Mine(List<CallLogEntry> earlier) implements Claim {}

    /** It has ended before. */
    record Ended(FeatureOutcome ending) implements Claim {}

    /** It was completed before, for other content of the same event. */
    record Other(List<OutboundMessage> messages, String content) implements Claim {}

    /** What is kept of it cannot be read, as a newer version has written it; it was left to others. */
    record Unreadable() implements Claim {}

    /** Another process is at it, or your own lease is over and not renewed yet: ask again in a moment. */
    record Busy() implements Claim {}
}
