package org.triageledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.member.Finding;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.advisory.GhsaViews;
import org.triageledger.work.advisory.RecordViews;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.cases.InsightViews;
import org.triageledger.work.config.SettingViews;
import org.triageledger.work.draft.DraftViews;
import org.triageledger.work.facts.PolicyViews;
import org.triageledger.work.intake.IntakeViews;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.review.ReviewViews;
import org.triageledger.work.roster.PeopleViews;
import org.triageledger.work.upkeep.Erasure;

/** Says in the API's description what the records say in Java: which values are always there, and which may be null. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class TruthfulSchemas implements OASFilter {
    /** What is answered. A schema is called as its record is, so no two of all these may have the same name. */
    static final List<Class<?>> VIEWS = List.of(
            VerdictViews.class,
            EvidenceViews.class,
            SourceViews.class,
            PolicyViews.class,
            IntakeViews.class,
            QueueViews.class,
            DecisionViews.class,
            SettingViews.class,
            ReviewViews.class,
            PeopleViews.class,
            AdvisoryViews.class,
            RecordViews.class,
            GhsaViews.class,
            CaseViews.class,
            InsightViews.class,
            DraftViews.class,
            AccountViews.class);

    /** Answers that stand in no class of views; what stands in them is answered too. */
    private static final List<Class<?>> OTHERS = List.of(
            Erasure.Outcome.class,
            Quarantine.Replayed.class,
            QueueApi.Subject.class,
            PeopleActs.Resigned.class,
            CouncilReport.class,
            Snapshot.Rules.class,
            Snapshot.Quality.class,
            Finding.class,
            Stretch.class);

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = Optional.ofNullable(api.getComponents())
                .map(Components::getSchemas)
                .orElse(Map.of());
        Stream.concat(VIEWS.stream(), OTHERS.stream())
                .flatMap(views -> Stream.concat(Stream.of(views), Stream.of(views.getDeclaredClasses())))
                .filter(Class::isRecord)
                .forEach(view -> Optional.ofNullable(schemas.get(view.getSimpleName()))
                        .ifPresent(schema -> Stream.of(view.getRecordComponents())
                                .forEach(component -> describe(component, schema))));
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

    /** A value that may be null is a day, an instant, a whole number, yes or no, words, or a record of these. */
    private static Schema orNull(RecordComponent component) {
        if (component.getType().isRecord()) {
            return OASFactory.createSchema()
                    .addAnyOf(OASFactory.createSchema().ref(component.getType().getSimpleName()))
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        if (component.getType().equals(Long.class) || component.getType().equals(Integer.class)) {
            return OASFactory.createSchema().addType(SchemaType.INTEGER).addType(SchemaType.NULL);
        }
        if (component.getType().equals(Boolean.class)) {
            return OASFactory.createSchema().addType(SchemaType.BOOLEAN).addType(SchemaType.NULL);
        }
        Schema described = OASFactory.createSchema().addType(SchemaType.STRING).addType(SchemaType.NULL);
        if (component.getType().equals(LocalDate.class)) {
            return described.format("date");
        }
        return component.getType().equals(Instant.class) ? described.format("date-time") : described;
    }
}
