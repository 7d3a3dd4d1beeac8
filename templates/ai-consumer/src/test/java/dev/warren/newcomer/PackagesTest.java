package dev.warren.newcomer;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheModelsClient() {
        String answer = ModelNewcomer.class.getName();
        String skill = NewcomerSkill.class.getName();
        return List.of(answer, skill);
    }
}
