package dev.warren.aiconsumer.alerts;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Has {@link ProviderAlerts} look now and then, for as long as the service runs. */
@ApplicationScoped
class ProviderAlertJob {

    private static final Logger LOG = Logger.getLogger(ProviderAlertJob.class);

    private final ProviderAlerts alerts;
    private final ProviderAlertsConfig config;
    private final Thread thread = Thread.ofVirtual().name("provider-alerts").unstarted(this::run);

    ProviderAlertJob(ProviderAlerts alerts, ProviderAlertsConfig config) {
        this.alerts = alerts;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(config.interval());
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("the service stops");
        }
    }

    private void look() {
        try {
            alerts.look();
        } catch (RuntimeException e) { // whatever it is, the next look is another one
            LOG.warnf("alert about a provider not raised yet cause=%s", e);
        }
    }
}
