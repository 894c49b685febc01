package org.triageledger.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.record.Entry;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;

/**
 * Entries of the audit log as texts of a row, and back. The payload is a JSON object with every field of the entry; rows of earlier
 * versions are read as {@link EntryWords} has them. Reading never throws: what cannot be read is {@link Entry.Unreadable}.
 */
public final class EntryCodec {
    private static final String PROPOSED = "proposed-";

    /** With this every JSON payload begins; no row of an earlier version does. */
    private static final String FORM = "{\"form\":2";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), words())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .build();

    private EntryCodec() {}

    /** The texts under which an entry is stored. */
    static EntryText write(Entry entry) {
        return switch (entry) {
            case Entry.Act act -> json("", act);
            case Entry.Proposed proposed -> json(PROPOSED, proposed.act());
            case Entry.Unreadable row -> as(row);
        };
    }

    /** An entry from the texts of its row. */
    static Entry read(EntryText row) {
        boolean proposed = row.kind().startsWith(PROPOSED);
        String word = proposed ? row.kind().substring(PROPOSED.length()) : row.kind();
        return EntryKind.of(word)
                .flatMap(
                        kind -> row.payload().startsWith(FORM) ? json(kind, row.payload()) : EntryWords.read(kind, row))
                .<Entry>map(act -> proposed ? new Entry.Proposed(act) : act)
                .orElseGet(() -> new Entry.Unreadable(row.kind(), row.subject(), row.payload(), row.from(), row.to()));
    }

    /**
     * What an entry says, by the names of its fields; of what waits for approval, that which it would say. Texts that are sealed are not
     * among them.
     */
    public static Map<String, Object> fields(Entry entry) {
        Map<String, Object> fields = switch (entry) {
            case Entry.Act act -> MAPPER.convertValue(act, new TypeReference<LinkedHashMap<String, Object>>() {});
            case Entry.Proposed proposed -> fields(proposed.act());
            case Entry.Unreadable row ->
                new LinkedHashMap<>(Map.of("subject", row.subject(), "payload", row.payload()));
        };
        fields.remove("sealed");
        fields.values().removeIf(Objects::isNull);
        return fields;
    }

    /** The word for what was done, as {@link EntryKind} has it. */
    public static String kind(Entry entry) {
        return shown(entry).kind();
    }

    /** An entry as earlier versions wrote it, whatever the form of its row. */
    public static EntryText shown(Entry entry) {
        return switch (entry) {
            case Entry.Act act -> EntryWords.write(act);
            case Entry.Proposed proposed -> proposed(EntryWords.write(proposed.act()));
            case Entry.Unreadable row -> as(row);
        };
    }

    private static EntryText as(Entry.Unreadable row) {
        return new EntryText(row.kind(), row.subject(), row.payload(), row.from(), row.to());
    }

    private static EntryText proposed(EntryText text) {
        return new EntryText(PROPOSED + text.kind(), text.subject(), text.payload(), text.from(), text.to());
    }

    private static EntryText json(String prefix, Entry.Act act) {
        EntryText words = EntryWords.write(act);
        try {
            String fields = MAPPER.writeValueAsString(act);
            return new EntryText(
                    prefix + words.kind(),
                    words.subject(),
                    FORM + (fields.equals("{}") ? "}" : "," + fields.substring(1)),
                    Optional.empty(),
                    Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of kind " + words.kind() + " has no JSON form");
        }
    }

    private static Optional<Entry.Act> json(EntryKind kind, String payload) {
        try {
            String fields = payload.substring(FORM.length());
            return Optional.of(
                    MAPPER.readValue(fields.startsWith(",") ? "{" + fields.substring(1) : "{" + fields, kind.type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule("entries");
        word(module, Actor.Capacity.class);
        word(module, Report.Status.class);
        word(module, Step.class);
        word(module, Credit.Kind.class);
        word(module, Decision.Kind.class);
        word(module, OffboardingTask.Venue.class);
        word(module, Claim.Verdict.class);
        word(module, Nomination.Kind.class);
        text(module, Address.class, Address::toString, Address::parse);
        text(module, MessageId.class, MessageId::value, value -> Optional.of(new MessageId(value)));
        return module;
    }

    private static <E extends Enum<E> & Named> void word(SimpleModule module, Class<E> type) {
        text(module, type, Named::word, text -> Named.read(type, text));
    }

    /** A type that is one text. */
    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, Optional<T>> read) {
        module.addSerializer(type, new StdSerializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                String text = json.getValueAsString("");
                return read.apply(text)
                        .orElseThrow(() -> context.weirdStringException("", type, "not one of this type"));
            }
        });
    }
}
