package org.triageledger.web;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.triageledger.core.mail.HiddenCharacters;

/** Pages show hidden characters by their numbers, also in what was stored before such input was refused. */
@ApplicationScoped
class HiddenOnPages implements ResultMapper {
    private static final String HTML = "text/html";
    private static final int BEFORE_THE_ESCAPING_OF_HTML = 100;

    private final HtmlEscaper html = new HtmlEscaper(List.of(HTML));

    void add(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    @Override
    public int getPriority() {
        return BEFORE_THE_ESCAPING_OF_HTML;
    }

    /** A raw string is what a template itself says; here only plain values are looked at. */
    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return !(result instanceof RawString)
                && result instanceof CharSequence text
                && origin.getVariant()
                        .filter(variant -> variant.getContentType().equals(HTML))
                        .isPresent()
                && HiddenCharacters.inText(text.toString()).isPresent();
    }

    @Override
    public String map(Object result, Expression expression) {
        return html.map(HiddenCharacters.escapedInText(result.toString()), expression);
    }
}
