package dev.warren.summarizer;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheModelsClient() {
        return List.of("dev.warren.summarizer.ModelSummary", "dev.warren.summarizer.SummarizerSkill");
    }
}
