package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import org.triageledger.work.cases.CaseViews;

/** The templates about cases, with what they are given. */
final class CasePages {
    private static final String DIR = "Cases";

    private CasePages() {}

    /** A step that can be set by hand. */
    record Choice(String word, String title) {}

    /**
     * Two bars of one year in a drawing.
     *
     * @param x the left end of the first
     * @param reports the height of the first
     * @param advisories the height of the second
     */
    record Bars(int x, int reports, int advisories, CaseViews.YearLine year) {
        static final int HEIGHT = 160;
        static final int WIDTH = 64;

        static List<Bars> of(List<CaseViews.YearLine> years) {
            int most = years.stream()
                    .mapToInt(year -> Math.max(year.reports(), year.advisories()))
                    .max()
                    .orElse(0);
            List<Bars> bars = new java.util.ArrayList<>();
            for (CaseViews.YearLine year : years) {
                bars.add(new Bars(
                        12 + bars.size() * WIDTH, height(year.reports(), most), height(year.advisories(), most), year));
            }
            return bars;
        }

        private static int height(int count, int most) {
            return most == 0 ? 0 : Math.round((float) count * HEIGHT / most);
        }

        public int reportsTop() {
            return HEIGHT - reports;
        }

        public int advisoriesTop() {
            return HEIGHT - advisories;
        }

        public int second() {
            return x + 22;
        }

        public int middle() {
            return x + 21;
        }
    }

    /** @param all whether all cases are shown, and not only those that the viewer works on */
    @CheckedTemplate(basePath = DIR)
    record cases(Pages.Frame frame, LocalDate asOf, ListForm list, Paged<CaseViews.CaseLine> page, boolean all)
            implements TemplateInstance {}

    /** @param refused why something was not done, or empty */
    @CheckedTemplate(basePath = DIR)
    record one(
            Pages.Frame frame,
            CaseViews.CaseDetail detail,
            boolean decides,
            List<Choice> steps,
            List<String> statuses,
            String refused)
            implements TemplateInstance {}

    /** @param width of the drawing */
    @CheckedTemplate(basePath = DIR)
    record numbers(Pages.Frame frame, CaseViews.Numbers numbers, List<Bars> bars, int width)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record published(
            Pages.Frame frame, CaseViews.Published published, ListForm list, Paged<CaseViews.PublishedLine> page)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record publishedOne(Pages.Frame frame, CaseViews.PublishedCase one) implements TemplateInstance {}
}
