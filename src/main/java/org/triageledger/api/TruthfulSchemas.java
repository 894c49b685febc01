package org.triageledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.PeopleViews;
import org.triageledger.work.ReviewViews;
import org.triageledger.work.Views;

/** Says in the API's description what the records say in Java: which values are always there, and which may be null. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class TruthfulSchemas implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = Optional.ofNullable(api.getComponents())
                .map(Components::getSchemas)
                .orElse(Map.of());
        for (Class<?> views : List.of(Views.class, ReviewViews.class, PeopleViews.class)) {
            for (Class<?> view : views.getDeclaredClasses()) {
                Schema schema = schemas.get(view.getSimpleName());
                if (view.isRecord() && schema != null) {
                    Arrays.stream(view.getRecordComponents()).forEach(component -> describe(component, schema));
                }
            }
        }
    }

    private static void describe(RecordComponent component, Schema schema) {
        boolean leftOut = component.isAnnotationPresent(JsonInclude.class)
                || component.getAccessor().isAnnotationPresent(JsonInclude.class);
        if (!leftOut) {
            schema.addRequired(component.getName());
        }
        if (!leftOut && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            schema.addProperty(component.getName(), orNull(component));
        }
    }

    /** Where a value may be null, its type is a string: a day, an instant, or words. */
    private static Schema orNull(RecordComponent component) {
        Schema described = OASFactory.createSchema().addType(SchemaType.STRING).addType(SchemaType.NULL);
        if (component.getType().equals(LocalDate.class)) {
            return described.format("date");
        }
        return component.getType().equals(Instant.class) ? described.format("date-time") : described;
    }
}
