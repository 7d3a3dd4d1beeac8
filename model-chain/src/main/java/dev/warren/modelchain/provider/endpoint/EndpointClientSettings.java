package dev.warren.modelchain.provider.endpoint;

import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import java.time.Duration;

/** Turns {@link EndpointSettings} into the settings of a client. */
final class EndpointClientSettings {

    private static final String NO_KEY = "none";
    private static final String JSON_SCHEMA = "json_schema";
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(2);

    private EndpointClientSettings() {}

    /**
     * The client repeats nothing by itself: the guard does. Its own timeout, which knows whole seconds only, comes
     * after the guard's and frees the connection. Nothing is asked of the server that is not in the settings, for some
     * refuse what they do not know.
     */
    static void apply(EndpointSettings settings, OpenAiChatModelBuilder builder) {
        builder.baseUrl(settings.url().orElseThrow())
                .apiKey(settings.key().orElse(NO_KEY))
                .temperature(settings.temperature().orElse(null))
                .topP(null)
                .presencePenalty(null)
                .frequencyPenalty(null)
                .maxRetries(0)
                .timeout(settings.timeout().plus(AFTER_TIMEOUT));
        settings.maxTokensParameter().set(builder, settings.maxOutputTokens());
        if (settings.jsonSchema()) {
            builder.responseFormat(JSON_SCHEMA).strictJsonSchema(true);
        }
    }
}
