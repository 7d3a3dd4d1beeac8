package dev.warren.deadletters;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of(
                "dev.warren.deadletters.FindDeadLetter",
                "dev.warren.deadletters.ReplayEstimates",
                "dev.warren.deadletters.ReplayProperties",
                "dev.warren.deadletters.held.HeldQueueEntry",
                "dev.warren.deadletters.held.HeldQueuePass",
                "dev.warren.deadletters.queue.BrowsedDeadLetter",
                "dev.warren.deadletters.queue.DeadLetter",
                "dev.warren.deadletters.queue.DeadLetterEventRef",
                "dev.warren.deadletters.queue.DeadLetterLogEntry",
                "dev.warren.deadletters.queue.DeadLetterQueue",
                "dev.warren.deadletters.queue.MessageHeaders");
    }
}
