package dev.warren.settings;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Starts a service. With settings that cannot work it ends with 1 and a message for the person who wrote them; with the
 * argument {@code --check-settings} it ends before anything is connected, with 0 if there is no fault.
 */
@QuarkusMain
public final class ServiceMain {

    private static final String CHECK = "--check-settings";
    private static final int FAULTY = 1;

    private static boolean checking;

    private ServiceMain() {}

    public static void main(String... args) {
        SettingsFiles files = SettingsFiles.given();
        if (!files.faults().isEmpty()) {
            refuse(new SettingsRefusedException(files.faults()));
        }
        checking = List.of(args).contains(CHECK);
        if (checking) {
            System.setProperty("quarkus.flyway.migrate-at-start", "false");
            System.setProperty("quarkus.log.level", "OFF");
        }
        try {
            Quarkus.run(null, ServiceMain::ended, args);
        } catch (ExceptionInInitializerError e) {
            ended(FAULTY, e);
        }
    }

    /** Ends the process where the settings were to be checked and nothing else. */
    static void checked() {
        if (checking) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void ended(int code, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsRefusedException refused) {
                refuse(refused);
            } else if (cause instanceof ConfigValidationException invalid) {
                refuse(new SettingsRefusedException(sentences(invalid)));
            }
        }
        if (failure != null) {
            Logger.getLogger(ServiceMain.class).error("The service did not start", failure);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }

    private static List<String> sentences(ConfigValidationException invalid) {
        SettingsFiles files = SettingsFiles.given();
        List<String> faults = new ArrayList<>(KnownSettingsKeys.unknown(files.keys()));
        IntStream.range(0, invalid.getProblemCount())
                .mapToObj(problem -> plain(invalid.getProblem(problem).getMessage()))
                .forEach(faults::add);
        return faults.stream().map(files::located).toList();
    }

    /** Without the framework's class names and numbers. */
    private static String plain(String message) {
        return message.replaceAll("[a-z]+(\\.[a-z]+)+\\.[A-Z]\\w*Exception: ", "")
                .replaceAll("SRCFG\\d+: ?", "")
                .replaceAll(
                        "^The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted ?",
                        "$1 cannot be \"$2\": ")
                .replaceAll(
                        "^The config property (\\S+) is required but it could not be found in any config source",
                        "$1 is missing");
    }

    private static void refuse(SettingsRefusedException refused) {
        System.err.println(refused.getMessage());
        Runtime.getRuntime().halt(FAULTY);
    }
}
