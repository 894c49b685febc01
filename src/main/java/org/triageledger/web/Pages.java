package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Views;

/** The templates, with what each of them is given. */
final class Pages {
    private Pages() {}

    /**
     * What stands on every page.
     *
     * @param alarms what is wrong with sources now
     */
    record Frame(String title, String user, boolean sources, List<String> alarms) {}

    record Row(Views.MemberLine line, Timeline timeline, boolean linked) {}

    record Count(String verdict, long number) {}

    record Strip(Views.SourceLine line, List<Bar> bars, String label) {}

    /** @param from and width in parts of {@value Timeline#WIDTH} */
    record Bar(long from, long width) {}

    @CheckedTemplate(basePath = "Pages")
    record active(
            Frame frame,
            LocalDate asOf,
            String policy,
            List<String> policies,
            @Nullable String verdict,
            List<Count> counts,
            List<Row> rows,
            boolean nobody)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record why(Frame frame, Views.Why why, Timeline timeline, boolean evidence) implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record sources(Frame frame, List<Strip> strips, List<Views.QuarantineLine> quarantine, String since)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record team(Frame frame, Views.Team team) implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record signIn(Frame frame, boolean failed) implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record trouble(Frame frame, String what) implements TemplateInstance {}
}
