package org.triageledger.core.advisory.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.advisory.record.Records.record;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordHistoryTest {
    private static final RecordHistory HISTORY = history(
            record("CVE-2026-1234").rejected("2026-09-09T12:00:00Z"),
            record("CVE-2026-1234").updated("2026-06-06T12:00:00Z").disputed(),
            record("CVE-2026-1234").updated("2026-04-04T12:00:00Z"));

    @Test
    void saysWhatItSaidOnADay() {
        assertThat(at("2026-03-01")).isEqualTo("nothing");
        assertThat(at("2026-03-02")).isEqualTo("published, written later");
        assertThat(at("2026-04-04")).isEqualTo("published");
        assertThat(at("2026-06-06")).isEqualTo("published disputed");
        assertThat(at("2026-09-08")).isEqualTo("published disputed");
        assertThat(at("2026-09-09")).isEqualTo("rejected withdrawn");
    }

    @Test
    void aRecordThatWasNeverPublishedIsRejected() {
        RecordHistory never = history(record("CVE-2026-1234").published("").rejected("2026-09-09T12:00:00Z"));
        assertThat(never.end(never.versions().getFirst(), LocalDate.MAX)).contains(RecordHistory.End.REJECTED);
        RecordHistory once = history(record("CVE-2026-1234").rejected("2026-09-09T12:00:00Z"));
        assertThat(once.end(once.versions().getFirst(), LocalDate.MAX)).contains(RecordHistory.End.WITHDRAWN);
    }

    @Test
    void theSameVersionTwiceIsOne() {
        assertThat(history(record("CVE-2026-1234"), record("CVE-2026-1234")).versions())
                .hasSize(1);
    }

    private static String at(String day) {
        LocalDate date = LocalDate.parse(day);
        return HISTORY.on(date)
                .map(said -> said.record().state().word()
                        + HISTORY.end(said.record(), date)
                                .map(end -> " " + end.word())
                                .orElse("")
                        + (said.writtenLater() ? ", written later" : ""))
                .orElse("nothing");
    }

    private static RecordHistory history(Records... versions) {
        List<CveRecord> all = Stream.of(versions).map(Records::version).toList();
        return RecordHistory.of(all).getFirst();
    }
}
