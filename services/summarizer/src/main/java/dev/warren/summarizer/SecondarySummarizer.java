package dev.warren.summarizer;

import dev.warren.modelchain.provider.Provider;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.quarkiverse.langchain4j.RegisterAiService.NoChatMemoryProviderSupplier;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks the model behind {@code secondary}. Every call stands alone: no event is remembered for the next one. */
@ApplicationScoped
@RegisterAiService(modelName = Provider.SECONDARY, chatMemoryProviderSupplier = NoChatMemoryProviderSupplier.class)
interface SecondarySummarizer extends SummarizerAi {}
