package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.cases.Outcome;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.cases.InsightViews;

/** The page of figures, with its drawings: each says in words what it shows, and has a table beside it. */
final class InsightPages {
    private InsightPages() {}

    /** A part of a column, or a column. The places are in units of the drawing, from the top left. */
    record Block(String style, int x, int y, int width, int height, String says) {}

    record Label(int x, String text) {}

    /** A line across the drawing, with its value. */
    record Line(int y, String text) {}

    record Key(String style, String text) {}

    /** A drawing of columns side by side, beginning at zero. */
    record Columns(
            int width, int height, int left, List<Block> blocks, List<Label> labels, List<Line> lines, List<Key> keys) {
        private static final int LEFT = 44;
        private static final int TOP = 8;
        private static final int TALL = 160;
        private static final int FOOT = 24;

        /** Where the names of columns stand. */
        public int foot() {
            return height - 6;
        }

        /** Of a month a column, in parts by how its reports ended. */
        static Columns ofMonths(List<InsightViews.MonthLine> months) {
            int step = 30;
            long most = top(months.stream()
                    .mapToLong(InsightViews.MonthLine::reports)
                    .max()
                    .orElse(0));
            List<Block> blocks = new ArrayList<>();
            List<Label> labels = new ArrayList<>();
            for (int index = 0; index < months.size(); index++) {
                InsightViews.MonthLine month = months.get(index);
                int x = LEFT + 6 + index * step;
                long below = 0;
                for (Outcome outcome : Outcome.values()) {
                    int count = month.ends().stream()
                            .filter(end -> end.name().equals(outcome.word()))
                            .mapToInt(CaseViews.NumberLine::count)
                            .sum();
                    if (count > 0) {
                        int bottom = y(below, most);
                        int top = y(below + count, most);
                        blocks.add(new Block(
                                outcome.word(),
                                x,
                                top,
                                step - 8,
                                Math.max(1, bottom - top),
                                month.month() + ": " + count + " "
                                        + outcome.word().replace('-', ' ')));
                        below += count;
                    }
                }
                if (index % 3 == 0) {
                    labels.add(new Label(x + (step - 8) / 2, month.month()));
                }
            }
            return new Columns(
                    LEFT + 12 + months.size() * step,
                    TOP + TALL + FOOT,
                    LEFT,
                    blocks,
                    labels,
                    lines(most, ""),
                    Stream.of(Outcome.values())
                            .filter(outcome -> months.stream()
                                    .flatMap(month -> month.ends().stream())
                                    .anyMatch(end -> end.name().equals(outcome.word())))
                            .map(outcome ->
                                    new Key(outcome.word(), outcome.word().replace('-', ' ')))
                            .toList());
        }

        /** Of a quarter two columns: the median, and the 90th percentile. */
        static Columns ofTimes(
                List<InsightViews.QuarterLine> quarters, Function<InsightViews.QuarterLine, InsightViews.Took> part) {
            int step = 64;
            long most = top(quarters.stream()
                    .map(part)
                    .map(InsightViews.Took::ninetieth)
                    .mapToLong(hours -> hours == null ? 0 : hours)
                    .max()
                    .orElse(0));
            List<Block> blocks = new ArrayList<>();
            List<Label> labels = new ArrayList<>();
            for (int index = 0; index < quarters.size(); index++) {
                InsightViews.QuarterLine quarter = quarters.get(index);
                InsightViews.Took took = part.apply(quarter);
                int x = LEFT + 8 + index * step;
                column("median", x, took.median(), most, quarter.quarter() + ", median: ")
                        .ifPresent(blocks::add);
                column("ninetieth", x + 24, took.ninetieth(), most, quarter.quarter() + ", 90th percentile: ")
                        .ifPresent(blocks::add);
                labels.add(new Label(x + 22, quarter.quarter()));
            }
            return new Columns(
                    LEFT + 12 + quarters.size() * step,
                    TOP + TALL + FOOT,
                    LEFT,
                    blocks,
                    labels,
                    lines(most, " h"),
                    List.of(new Key("median", "median"), new Key("ninetieth", "90th percentile")));
        }

        private static Optional<Block> column(String style, int x, @Nullable Long hours, long most, String says) {
            return hours == null
                    ? Optional.empty()
                    : Optional.of(new Block(
                            style,
                            x,
                            Math.min(y(hours, most), TOP + TALL - 1),
                            20,
                            Math.max(1, TOP + TALL - y(hours, most)),
                            says + hours + " h"));
        }

        private static int y(long value, long most) {
            return TOP + TALL - (int) (value * TALL / Math.max(1, most));
        }

        private static List<Line> lines(long most, String unit) {
            return IntStream.rangeClosed(0, 4)
                    .mapToObj(part -> new Line(y(most * part / 4, most), most * part / 4 + unit))
                    .distinct()
                    .toList();
        }

        /** The next number that four lines divide into whole ones. */
        private static long top(long most) {
            long unit = 4;
            while (most > unit) {
                unit *= 2;
            }
            return unit;
        }
    }

    /** One row of a drawing of bars that lie. The lengths are parts of a hundred. */
    record Row(String label, int length, int second, String says) {}

    record Rows(List<Row> rows) {
        static final int MOST = 15;

        static Rows ofLoad(InsightViews.Load load) {
            int most = load.members().stream()
                    .mapToInt(InsightViews.MemberLoad::reports)
                    .max()
                    .orElse(1);
            return new Rows(load.members().stream()
                    .limit(MOST)
                    .map(line -> new Row(
                            line.name(),
                            100 * line.reports() / most,
                            100 * line.alone() / most,
                            line.name() + ": " + line.reports() + " reports, " + line.alone() + " of them alone"))
                    .toList());
        }

        static Rows ofKinds(List<InsightViews.KindLine> kinds) {
            int most = kinds.stream()
                    .mapToInt(line -> Math.max(line.credits(), line.before()))
                    .max()
                    .orElse(1);
            return new Rows(kinds.stream()
                    .map(line -> new Row(
                            line.kind().replace('-', ' '),
                            100 * line.credits() / most,
                            100 * line.before() / most,
                            line.kind().replace('-', ' ') + ": " + line.credits() + ", the year before "
                                    + line.before()))
                    .toList());
        }
    }

    @CheckedTemplate(basePath = "Insight")
    record insight(
            Pages.Frame frame,
            InsightViews.Figures figures,
            Columns months,
            Columns reply,
            Columns decision,
            Rows load,
            Rows kinds)
            implements TemplateInstance {}
}
