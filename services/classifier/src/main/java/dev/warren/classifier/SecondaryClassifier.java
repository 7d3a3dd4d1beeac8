package dev.warren.classifier;

import dev.warren.modelchain.provider.Provider;
import io.quarkiverse.langchain4j.RegisterAiService;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks the model behind {@code secondary}. */
@ApplicationScoped
@RegisterAiService(modelName = Provider.SECONDARY)
interface SecondaryClassifier extends ClassifierAi {}
