package org.triageledger.core.mail.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

class PosterChecksTest {
    private static final ListId LIST = new ListId("security.lists.example.org");
    private static final Instant READ_AT = Instant.parse("2026-03-31T00:00:00Z");

    private static final String SILENT =
            mail("dkim=pass header.d=lists.example.org; dmarc=fail header.from=example.com", "");
    private static final String UNSEEN = mail("dkim=pass header.d=lists.example.org", "");
    private static final String CHECKED = mail(
            "dkim=pass header.d=lists.example.org",
            "Authentication-Results: mail.lists.example.org; dmarc=pass header.from=example.com\n");
    private static final String REFUSED = mail(
            "dkim=pass header.d=lists.example.org",
            "Authentication-Results: mail.lists.example.org; dmarc=fail header.from=example.com\n");

    @Test
    void aListHostIsKnownByTheMailOfTheYear() {
        assertThat(checks(SourceProfile.Mode.MAILBOX, UNSEEN)).containsExactly(Map.entry(LIST, PosterChecks.NOT_SEEN));
        assertThat(checks(SourceProfile.Mode.MAILBOX, UNSEEN, CHECKED))
                .containsExactly(Map.entry(LIST, PosterChecks.CHECKED));
        assertThat(checks(SourceProfile.Mode.MAILBOX, REFUSED)).containsExactly(Map.entry(LIST, PosterChecks.CHECKED));
        assertThat(checks(SourceProfile.Mode.MAILBOX, CHECKED, SILENT, UNSEEN))
                .as("one without results can be brought about by anybody who posts")
                .containsExactly(Map.entry(LIST, PosterChecks.NOT_CHECKED));
        assertThat(checks(SourceProfile.Mode.ARCHIVE, SILENT)).containsExactly(Map.entry(LIST, PosterChecks.VOUCHED));
    }

    @Test
    void mailFromBeforeTheYearSaysNothing() {
        assertThat(PosterChecks.since(LocalDate.of(2026, 3, 3), messages(SourceProfile.Mode.MAILBOX, CHECKED)))
                .isEmpty();
    }

    private static Map<ListId, PosterChecks> checks(SourceProfile.Mode mode, String... mails) {
        return PosterChecks.since(LocalDate.of(2026, 3, 2), messages(mode, mails));
    }

    private static List<Message> messages(SourceProfile.Mode mode, String... mails) {
        Judge judge = new Judge(
                new SourceProfile("team", mode, Set.of(LIST), Set.of("mx.example.org"), Set.of(), Set.of()),
                text -> text);
        return Messages.merge(Stream.of(mails)
                .flatMap(mail -> {
                    RawMail raw = new RawMail(
                            new Place("team", Integer.toString(mail.hashCode())),
                            mail.getBytes(StandardCharsets.UTF_8),
                            mail.length(),
                            Optional.empty(),
                            Optional.empty());
                    return new MailReader(Limits.DEFAULT).read(raw) instanceof Reading.Read read
                            ? judge.judge(raw, read.mail(), READ_AT).stream()
                            : Stream.<Judged>empty();
                })
                .map(Judged::sighting)
                .toList());
    }

    private static String mail(String ours, String theirs) {
        String id = Integer.toHexString((ours + theirs).hashCode());
        return "Received: from lists.example.org (lists.example.org [192.0.2.5]) by mx.example.org; Mon, 02 Mar 2026 10:00:00"
                + " +0000\nAuthentication-Results: mx.example.org; " + ours
                + "\nList-Id: <security.lists.example.org>\n" + theirs
                + "From: Ada <ada@example.com>\nMessage-ID: <" + id + "@example.com>\n\nHello.\n";
    }
}
