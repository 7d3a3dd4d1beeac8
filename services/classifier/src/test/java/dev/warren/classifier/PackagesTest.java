package dev.warren.classifier;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheModelsClient() {
        return List.of("dev.warren.classifier.ClassifierSkill", "dev.warren.classifier.ModelClassification");
    }
}
