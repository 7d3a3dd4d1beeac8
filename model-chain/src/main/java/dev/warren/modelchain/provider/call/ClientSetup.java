package dev.warren.modelchain.provider.call;

import dev.warren.modelchain.provider.settings.ProviderRegistry;
import dev.warren.modelchain.provider.settings.ProviderSettings;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * Sets up the clients that the extension builds: {@link CallHeaders}, {@link ResponseMonitor}, and a connection for
 * every call in flight. By default there are fifty, no setting of the application reaches a client that is built by a
 * program, and waiting for a connection is part of a call's time.
 */
public final class ClientSetup implements RestClientListener {

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        if (api == OpenAiRestApi.class) {
            builder.register(new CallHeaders());
            ((RestClientBuilderImpl) builder).httpClientRequestCustomizer(new ResponseMonitor());
            builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, mostInFlight());
        }
    }

    private static int mostInFlight() {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        return ProviderRegistry.mostInFlight(config.getConfigMapping(ProviderSettings.class));
    }
}
