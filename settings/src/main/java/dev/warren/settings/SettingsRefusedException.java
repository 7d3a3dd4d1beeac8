package dev.warren.settings;

import java.util.List;

/** The settings have faults, with which the service does not start. The message is for the person who wrote them. */
final class SettingsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsRefusedException(List<String> faults) {
        super("The settings have %s:%n  %s"
                .formatted(
                        faults.size() == 1 ? "a fault" : faults.size() + " faults",
                        String.join(System.lineSeparator() + "  ", faults)));
    }
}
