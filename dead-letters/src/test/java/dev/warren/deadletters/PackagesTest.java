package dev.warren.deadletters;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of(
                "dev.warren.deadletters.BatchPublisher",
                "dev.warren.deadletters.held.HeldMessageRepublisher",
                "dev.warren.deadletters.held.HeldQueue",
                "dev.warren.deadletters.held.HeldQueuePass",
                "dev.warren.deadletters.queue.BrowseSession",
                "dev.warren.deadletters.queue.DeadLetterQueue");
    }
}
