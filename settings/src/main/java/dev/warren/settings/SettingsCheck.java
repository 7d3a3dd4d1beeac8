package dev.warren.settings;

/**
 * What must hold for settings beyond their types. All beans of this type are asked at start, before anything connects
 * or listens; a service whose settings have a fault does not start and names the faults of all checks.
 */
public interface SettingsCheck {

    /**
     * Looks at the settings, and at the files that they name, and at nothing else.
     *
     * @throws RuntimeException whose message names every fault, one on a line, each beginning with its key
     */
    void check() throws Exception;
}
