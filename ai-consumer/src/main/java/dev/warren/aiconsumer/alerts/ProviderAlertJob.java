package dev.warren.aiconsumer.alerts;

import dev.warren.amqp.PeriodicTask;
import dev.warren.messaging.publishing.UnconfirmedException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Lets {@link ProviderAlerts} look at the configured interval for as long as the service runs. */
@ApplicationScoped
class ProviderAlertJob {

    private static final Logger LOG = Logger.getLogger(ProviderAlertJob.class);

    private final ProviderAlerts alerts;
    private final ProviderAlertsConfig config;
    private volatile PeriodicTask periodicTask;

    ProviderAlertJob(ProviderAlerts alerts, ProviderAlertsConfig config) {
        this.alerts = alerts;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("provider-alerts", config.interval(), this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        periodicTask.close();
    }

    private void look() {
        try {
            alerts.look();
        } catch (UnconfirmedException e) {
            LOG.warnf("alert about a provider not raised yet cause=%s", e);
        }
    }
}
