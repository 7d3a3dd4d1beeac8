package dev.warren.classifier;

import dev.warren.modelchain.provider.Provider;
import io.quarkiverse.langchain4j.RegisterAiService;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks the model behind {@code primary}. */
@ApplicationScoped
@RegisterAiService(modelName = Provider.PRIMARY)
interface PrimaryClassifier extends ClassifierAi {}
