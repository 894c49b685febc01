package org.triageledger.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Adds an example to each request and answer in JSON of the API's description. It has the shape of the schema; its texts are those of
 * {@code openapi/examples.properties}, so that no example is forgotten or gets old when a field comes or goes.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Examples implements OASFilter {
    /** What stands where the file has no text for a field. */
    public static final String MISSING = "…";

    private static final String API = "/api/v1";
    private static final String REF = "#/components/schemas/";
    private static final Object DAY = "2026-11-26";
    private static final Object INSTANT = "2026-11-26T09:30:00Z";

    private final Properties texts = texts();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = Optional.ofNullable(api.getComponents())
                .map(Components::getSchemas)
                .orElse(Map.of());
        Map<String, PathItem> paths =
                Optional.ofNullable(api.getPaths()).map(Paths::getPathItems).orElse(Map.of());
        paths.forEach((path, item) -> {
            if (path.startsWith(API)) {
                item.getOperations()
                        .values()
                        .forEach(operation -> contents(operation)
                                .forEach(content ->
                                        content.getMediaTypes().forEach((type, media) -> add(type, media, schemas))));
            }
        });
    }

    private static List<Content> contents(Operation operation) {
        List<Content> contents = new ArrayList<>();
        Optional.ofNullable(operation.getRequestBody())
                .map(RequestBody::getContent)
                .ifPresent(contents::add);
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") && response.getContent() != null) {
                contents.add(response.getContent());
            }
        });
        return contents;
    }

    private void add(String type, MediaType media, Map<String, Schema> schemas) {
        if (type.equals("application/json") && media.getSchema() != null && media.getExample() == null) {
            media.setExample(value(media.getSchema(), "", "", schemas));
        }
    }

    private @Nullable Object value(Schema schema, String owner, String field, Map<String, Schema> schemas) {
        if (schema.getRef() != null) {
            String name = schema.getRef().replace(REF, "");
            return value(Objects.requireNonNull(schemas.get(name), name), name, field, schemas);
        }
        if (schema.getAnyOf() != null) {
            return value(schema.getAnyOf().getFirst(), owner, field, schemas);
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return schema.getEnumeration().getFirst();
        }
        SchemaType type = Optional.ofNullable(schema.getType()).orElse(List.of()).stream()
                .filter(one -> one != SchemaType.NULL)
                .findFirst()
                .orElse(SchemaType.OBJECT);
        return switch (type) {
            case ARRAY -> List.of(Objects.requireNonNull(value(schema.getItems(), owner, field, schemas)));
            case OBJECT -> object(schema, owner, schemas);
            case BOOLEAN -> false;
            case INTEGER -> 1;
            case NUMBER -> 7.5;
            default -> text(schema, owner, field);
        };
    }

    private Map<String, Object> object(Schema schema, String owner, Map<String, Schema> schemas) {
        Map<String, Object> object = new LinkedHashMap<>();
        Optional.ofNullable(schema.getProperties())
                .orElse(Map.of())
                .forEach((name, property) -> object.put(name, value(property, owner, name, schemas)));
        return object;
    }

    private Object text(Schema schema, String owner, String field) {
        String format = Optional.ofNullable(schema.getFormat()).orElse("");
        return switch (format) {
            case "date" -> DAY;
            case "date-time" -> INSTANT;
            default -> texts.getProperty(owner + "." + field, texts.getProperty(field, MISSING));
        };
    }

    private static Properties texts() {
        Properties texts = new Properties();
        try (InputStream file =
                Objects.requireNonNull(Examples.class.getResourceAsStream("/openapi/examples.properties"))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
