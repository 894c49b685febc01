package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.store.SourceStore;

/** What was read of the year that ends yesterday, month by month. */
@ApplicationScoped
public class CoverageCalendar {
    private static final int MONTHS_BEFORE = 12;

    private final SourceStore sources;

    CoverageCalendar(SourceStore sources) {
        this.sources = sources;
    }

    /** @param today UTC; it is not over and does not count */
    @Transactional
    public SourceViews.CoverageCalendar until(LocalDate today) {
        LocalDate yesterday = today.minusDays(1);
        YearMonth last = YearMonth.from(yesterday);
        List<YearMonth> months = Stream.iterate(last.minusMonths(MONTHS_BEFORE), month -> month.plusMonths(1))
                .limit(MONTHS_BEFORE + 1)
                .toList();
        List<SourceViews.CalendarRow> rows = new ArrayList<>();
        rows.add(row("(all together)", new Coverage(sources.covered()), months, yesterday));
        sources.all()
                .forEach(source -> rows.add(row(source.name(), new Coverage(source.covered()), months, yesterday)));
        return new SourceViews.CoverageCalendar(months, rows);
    }

    private static SourceViews.CalendarRow row(
            String name, Coverage coverage, List<YearMonth> months, LocalDate yesterday) {
        return new SourceViews.CalendarRow(
                name,
                months.stream().map(month -> cell(coverage, month, yesterday)).toList());
    }

    private static String cell(Coverage coverage, YearMonth month, LocalDate yesterday) {
        LocalDate end = month.atEndOfMonth().isBefore(yesterday) ? month.atEndOfMonth() : yesterday;
        return coverage.wholeDays(month.atDay(1), end) + "/" + end.getDayOfMonth();
    }
}
