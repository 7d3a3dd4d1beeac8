package dev.warren.extractor;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheModelsClient() {
        return List.of("dev.warren.extractor.ExtractorSkill", "dev.warren.extractor.schema.JsonSchemas");
    }
}
