package dev.warren.modelchain.provider.endpoint;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import io.quarkiverse.langchain4j.openai.QuarkusOpenAiChatModelBuilderFactory;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models behind endpoints. They are built as the extension builds those that it knows by name, which is decided
 * when a service is built; here it is when one starts. Thread-safe.
 */
@ApplicationScoped
class ChatModelFactory {

    private final List<ChatModelListener> listeners;
    private final Map<List<String>, ChatModel> built = new ConcurrentHashMap<>();

    ChatModelFactory(@All List<ChatModelListener> listeners) {
        this.listeners = listeners;
    }

    /** The model of that name behind the endpoint; the same one whenever it is asked for. */
    ChatModel at(String provider, EndpointSettings endpoint, String model) {
        return built.computeIfAbsent(List.of(provider, model), key -> build(provider, endpoint, model));
    }

    private ChatModel build(String provider, EndpointSettings endpoint, String model) {
        OpenAiChatModelBuilder builder = OpenAiChatModel.builder();
        if (builder instanceof QuarkusOpenAiChatModelBuilderFactory.Builder named) {
            named.configName(provider); // no two providers share connections
        }
        EndpointClientSettings.apply(endpoint, builder);
        return builder.modelName(model).listeners(listeners).build();
    }
}
