package dev.warren.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.v1.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** The framework's own JSON lends its buffers as well. */
@Singleton
class LentBuffers implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        Json.lending(mapper.getFactory());
    }
}
