package dev.warren.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.json.PooledJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** The framework's own JSON lends its buffers as well. */
@Singleton
class PooledJsonCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        PooledJson.lending(mapper.getFactory());
    }
}
