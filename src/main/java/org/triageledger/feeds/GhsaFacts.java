package org.triageledger.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;
import org.triageledger.core.advisory.ghsa.NamedCredit;
import org.triageledger.core.advisory.ghsa.SummaryTag;

/**
 * What is kept of an advisory or a comment, as text in GitHub's own names of fields. Equal facts give equal text; {@link GhsaReader} reads
 * it back.
 */
public final class GhsaFacts {
    private static final JsonFactory JSON = new JsonFactory();

    private GhsaFacts() {}

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** Without when it was seen. */
    public static String of(Look look) {
        return text(json -> {
            json.writeStringField("ghsa_id", look.id().value());
            if (look.repository().isPresent()) {
                json.writeStringField(
                        "html_url",
                        "https://github.com/" + look.repository().get() + "/security/advisories/"
                                + look.id().value());
            }
            optional(json, "cve_id", look.cve());
            json.writeStringField("state", look.state().word());
            json.writeStringField(
                    "summary", look.tags().stream().map(SummaryTag::word).collect(Collectors.joining("][", "[", "]")));
            optional(json, "severity", look.severity());
            user(json, "author", look.author());
            user(json, "publisher", look.publisher());
            optional(json, "created_at", look.created());
            json.writeStringField("updated_at", look.updated().toString());
            optional(json, "published_at", look.published());
            optional(json, "closed_at", look.closed());
            optional(json, "withdrawn_at", look.withdrawn());
            if (look.accepted().isPresent()) {
                json.writeObjectFieldStart("submission");
                json.writeBooleanField("accepted", look.accepted().get());
                json.writeEndObject();
            }
            json.writeArrayFieldStart("credits_detailed");
            for (NamedCredit credit : look.credits()) {
                json.writeStartObject();
                user(json, "user", Optional.of(credit.login()));
                json.writeStringField("type", credit.type().word());
                json.writeStringField("state", credit.acceptance().word());
                json.writeEndObject();
            }
            json.writeEndArray();
            names(json, "collaborating_users", "login", look.collaborators());
            names(json, "collaborating_teams", "slug", look.teams());
            if (look.comments().isPresent()) {
                json.writeNumberField("comments", look.comments().getAsInt());
            }
            json.writeNumberField("description_length", look.descriptionLength());
        });
    }

    public static String of(Comment comment) {
        return text(json -> {
            json.writeStringField(
                    "html_url",
                    "https://github.com/-/-/security/advisories/"
                            + comment.advisory().value());
            json.writeNumberField("id", comment.id());
            if (comment.login().isPresent()) {
                json.writeObjectFieldStart("user");
                json.writeStringField("login", comment.login().get());
                json.writeStringField("type", comment.program() ? "Bot" : "User");
                json.writeEndObject();
            }
            json.writeStringField("created_at", comment.created().toString());
            json.writeStringField("updated_at", comment.updated().toString());
            json.writeNumberField("body_length", comment.length());
            json.writeNumberField("body_lines", comment.lines());
        });
    }

    /** @throws IllegalArgumentException where the text is not one of {@link #of(Look)} */
    public static Look look(String text, Instant seen) {
        return read(text, new GhsaReader.Context(Optional.empty(), Optional.empty(), Optional.of(seen)))
                .advisories()
                .getFirst()
                .look();
    }

    /** @throws IllegalArgumentException where the text is not one of {@link #of(Comment)} */
    public static Comment comment(String text) {
        return read(text, GhsaReader.Context.NONE).comments().getFirst();
    }

    private static GhsaReader.Outcome.Read read(String text, GhsaReader.Context context) {
        return switch (GhsaReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), context)) {
            case GhsaReader.Outcome.Read read when read.problems().isEmpty() -> read;
            case GhsaReader.Outcome.Read ignored -> throw new IllegalArgumentException("no facts of this program");
            case GhsaReader.Outcome.Faulty ignored -> throw new IllegalArgumentException("no facts of this program");
        };
    }

    private static String text(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writing.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void optional(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    private static void user(JsonGenerator json, String name, Optional<String> login) throws IOException {
        if (login.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeStringField("login", login.get());
            json.writeEndObject();
        }
    }

    private static void names(JsonGenerator json, String list, String name, Collection<String> values)
            throws IOException {
        json.writeArrayFieldStart(list);
        for (String value : values) {
            json.writeStartObject();
            json.writeStringField(name, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
