package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.judge.Judge;

/** Any bytes are a mail or are refused, and whatever is read is judged, the same each time. */
class MailFuzzTest {
    private static final Instant READ_AT = Instant.parse("2026-03-01T12:00:00Z");

    private static final Judge JUDGE = new Judge(
            new SourceProfile(
                    "team",
                    SourceProfile.Mode.MAILBOX,
                    Set.of(new ListId("security.lists.example.org")),
                    Set.of("mx.example.org"),
                    Set.of(),
                    Set.of("ledger.example.org")),
            UnaryOperator.identity());

    @FuzzTest
    void mail(byte[] bytes) {
        if (judged(bytes) instanceof Optional<List<Judged>> found && found.isPresent()) {
            assertThat(found.get()).isNotEmpty().isEqualTo(judged(bytes).orElseThrow());
            assertThat(found.get().getFirst().sighting().arrival().at()).isBefore(READ_AT.plusSeconds(86_401));
        }
    }

    @FuzzTest
    void html(byte[] bytes) {
        assertThat(Html.text(Text.of(bytes, Optional.of("utf-8")))).isNotNull();
    }

    @FuzzTest
    void contentType(byte[] bytes) {
        ContentType type = ContentType.parse(Text.of(bytes, 0, bytes.length));

        assertThat(type.parameters().keySet())
                .allSatisfy(name -> assertThat(name).isEqualTo(name.toLowerCase(java.util.Locale.ROOT)));
    }

    private static Optional<List<Judged>> judged(byte[] bytes) {
        return switch (new MailReader(Limits.DEFAULT).read(Outline.raw(bytes))) {
            case Reading.Read read -> Optional.of(JUDGE.judge(Outline.raw(bytes), read.mail(), READ_AT));
            case Reading.Unreadable ignored -> Optional.empty();
        };
    }
}
