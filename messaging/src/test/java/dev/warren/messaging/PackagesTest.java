package dev.warren.messaging;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of("dev.warren.messaging.processing.EventFlowClassifier");
    }
}
