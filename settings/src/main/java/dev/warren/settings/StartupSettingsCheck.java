package dev.warren.settings;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start with settings that cannot work, and names all faults at once. */
@ApplicationScoped
class StartupSettingsCheck {

    private static final int BEFORE_EVERYTHING = Integer.MIN_VALUE;

    private final List<SettingsCheck> checks;

    StartupSettingsCheck(@All List<SettingsCheck> checks) {
        this.checks = checks;
    }

    void onStart(@Observes @Priority(BEFORE_EVERYTHING) StartupEvent started) {
        SettingsFiles files = SettingsFiles.given();
        List<String> faults = faults(files);
        if (!faults.isEmpty()) {
            throw new SettingsRefusedException(faults);
        }
        ServiceMain.checked();
    }

    private List<String> faults(SettingsFiles files) {
        List<String> faults = new ArrayList<>(KnownSettingsKeys.unknown(files.keys()));
        for (SettingsCheck check : checks) {
            try {
                check.check();
            } catch (Exception e) {
                faults.addAll(e.getMessage().lines().map(String::strip).toList());
            }
        }
        return faults.stream().map(files::located).toList();
    }
}
