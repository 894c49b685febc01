package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;

/** What forms of pages have in common: their texts, and how it goes on once they are sent. */
final class Forms {
    private Forms() {}

    /** What a form asks for. */
    interface Act {
        /**
         * Does it, and says which page shows what came of it.
         *
         * @throws Refusal where it cannot be done; nothing was changed
         */
        String run();
    }

    /** The browser goes on to the page that shows what was done. Where it was refused, the page with the form says why. */
    static Response done(Act act, Function<ReviewPages.Told, TemplateInstance> page) {
        try {
            return Response.seeOther(URI.create(act.run())).build();
        } catch (Refusal refusal) {
            return refused(page.apply(told(refusal)));
        }
    }

    /** A page that can only be shown where something could be done; where it could not, the other page says why. */
    static Response shown(Supplier<TemplateInstance> page, Function<ReviewPages.Told, TemplateInstance> other) {
        try {
            return Response.ok(page.get().render(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .build();
        } catch (Refusal refusal) {
            return refused(other.apply(told(refusal)));
        }
    }

    /** What the page says of it; {@link KeptForms} says it beside the fields as well. */
    static ReviewPages.Told told(Refusal refusal) {
        KeptForms.refused(refusal);
        return new ReviewPages.Told(
                Optional.ofNullable(refusal.getMessage()).map(Forms::said),
                !refusal.fields().isEmpty());
    }

    /** What is to be said beside fields, by their names. */
    static Map<String, String> beside(Refusal refusal) {
        Map<String, String> wrong = refusal.fields();
        wrong.replaceAll((field, told) -> said(told));
        return wrong;
    }

    /** As a page says it: a command says it behind its own name, in lower case, and names other commands. */
    static String said(String told) {
        String without = CommandHints.without(told);
        return without.isEmpty() ? without : Character.toUpperCase(without.charAt(0)) + without.substring(1);
    }

    static Response refused(TemplateInstance page) {
        return Response.status(Response.Status.CONFLICT)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page.render())
                .build();
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** @throws Refusal where it is no day */
    static LocalDate day(String name, @Nullable String value) {
        return Days.read(name, text(value));
    }

    /** The day in a field that may be empty. */
    static Optional<LocalDate> dayIfAny(String name, @Nullable String value) {
        return text(value).isEmpty() ? Optional.empty() : Optional.of(day(name, value));
    }

    /**
     * Whether the first of two words was chosen.
     *
     * @throws Refusal where neither was
     */
    static boolean either(@Nullable String word, String yes, String no) {
        String said = text(word);
        if (said.equals(yes)) {
            return true;
        }
        if (said.equals(no)) {
            return false;
        }
        throw new Refusal("choose " + yes + " or " + no).at("word");
    }
}
