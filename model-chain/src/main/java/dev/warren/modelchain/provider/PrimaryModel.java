package dev.warren.modelchain.provider;

import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import io.quarkiverse.langchain4j.ModelBuilderCustomizer;
import io.quarkiverse.langchain4j.ModelName;
import jakarta.enterprise.context.ApplicationScoped;

/** Builds the model behind {@code primary}. */
@ApplicationScoped
@ModelName(Provider.PRIMARY)
class PrimaryModel implements ModelBuilderCustomizer<OpenAiChatModelBuilder> {

    private final PrimarySettings settings;

    PrimaryModel(PrimarySettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(OpenAiChatModelBuilder builder) {
        Endpoint.apply(settings, builder);
    }
}
