package org.triageledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtomFeedTest {
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void theWholeFeed() {
        AtomFeed feed = new AtomFeed(
                "urn:uuid:1",
                "Audit log",
                "/audit.atom",
                "/audit-log",
                AT,
                List.of(new AtomFeed.Entry(
                        "urn:uuid:2", "1 address linked", "ada", AT, "/decisions/1?a=1&b=\"x\"", "a < b & c")));
        assertThat(feed.xml())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">"
                        + "<id>urn:uuid:1</id><title>Audit log</title><updated>2026-03-02T10:00:00Z</updated>"
                        + "<link rel=\"self\" href=\"/audit.atom\"></link>".replace("></link>", "/>")
                        + "<link rel=\"alternate\" href=\"/audit-log\"/>"
                        + "<entry><id>urn:uuid:2</id><title>1 address linked</title><updated>2026-03-02T10:00:00Z</updated>"
                        + "<author><name>ada</name></author><link rel=\"alternate\" href=\"/decisions/1?a=1&amp;b=&quot;x&quot;\"/>"
                        + "<content>a &lt; b &amp; c</content></entry></feed>");
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        AtomFeed feed = new AtomFeed("i", "a\u0000b\u0008c\uD800d\uFFFEe\r\n]]>", "s", "p", AT, List.of());
        assertThat(feed.xml()).contains("<title>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD\n]]&gt;</title>");
    }
}
