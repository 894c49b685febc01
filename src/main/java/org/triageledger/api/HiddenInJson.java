package org.triageledger.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.triageledger.core.mail.HiddenCharacters;

/**
 * JSON of API and command line shows hidden characters by their numbers, also in what was stored before such input was refused: it is
 * read on terminals too.
 */
@Singleton
final class HiddenInJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("hidden-characters").addSerializer(String.class, new Shown()));
    }

    private static final class Shown extends StdSerializer<String> {
        private static final long serialVersionUID = 1L;

        Shown() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(HiddenCharacters.escapedInText(text));
        }
    }
}
