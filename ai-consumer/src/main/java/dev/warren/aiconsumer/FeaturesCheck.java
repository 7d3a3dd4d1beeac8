package dev.warren.aiconsumer;

import dev.warren.modelchain.feature.Features;
import dev.warren.settings.SettingsCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Refuses features and providers that cannot work: they are checked where they are made. */
@ApplicationScoped
class FeaturesCheck implements SettingsCheck {

    private final Instance<Features> features;

    FeaturesCheck(Instance<Features> features) {
        this.features = features;
    }

    @Override
    public void check() {
        features.get();
    }
}
