package dev.warren.intake.mapping;

import dev.warren.settings.SettingsCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Refuses mappings that cannot work: they are checked where they are made. */
@ApplicationScoped
class MappingsCheck implements SettingsCheck {

    private final Instance<Mappings> mappings;

    MappingsCheck(Instance<Mappings> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void check() {
        mappings.get().find("", "");
    }
}
