package dev.warren.modelchain.provider;

import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import io.quarkiverse.langchain4j.ModelBuilderCustomizer;
import io.quarkiverse.langchain4j.ModelName;
import jakarta.enterprise.context.ApplicationScoped;

/** Builds the model behind {@code secondary}. */
@ApplicationScoped
@ModelName(Provider.SECONDARY)
class SecondaryModel implements ModelBuilderCustomizer<OpenAiChatModelBuilder> {

    private final SecondarySettings settings;

    SecondaryModel(SecondarySettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(OpenAiChatModelBuilder builder) {
        Endpoint.apply(settings, builder);
    }
}
