package dev.warren.amqp.outgoing;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every channel without a connector the right one: {@code warren-consuming} for incoming,
 * {@link ConfirmingConnector} for outgoing.
 */
public final class ChannelConnectors implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;
    private static final String CHANNELS = "mp.messaging.";
    private static final Pattern CONNECTOR = Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\..+\\.connector");
    private static final String INCOMING_CONNECTOR = "warren-consuming";

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue explicit = context.proceed(name);
        if (explicit != null || !name.startsWith(CHANNELS)) {
            return explicit;
        }
        Matcher connector = CONNECTOR.matcher(name);
        if (!connector.matches()) {
            return null;
        }
        boolean incoming = "incoming".equals(connector.group(1));
        return ConfigValue.builder()
                .withName(name)
                .withValue(incoming ? INCOMING_CONNECTOR : ConfirmingConnector.NAME)
                .build();
    }
}
