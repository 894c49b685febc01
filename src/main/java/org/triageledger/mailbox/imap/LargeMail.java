package org.triageledger.mailbox.imap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches a large mail without what is attached to it: its structure and header first, then the headers of its parts, then those
 * contents that are read.
 */
public final class LargeMail implements Connection.Receiver {
    /**
     * Bytes of a mail that is fetched as it is, with a thousand others by one command: of so small a mail the attachments are sent
     * sooner than the three more questions are answered by which they would be left out. Beyond it hardly any mail is without them.
     */
    public static final long SMALL = 256 << 10;

    /** Servers take command lines of 8192 bytes at the least (RFC 7162 §4). */
    private static final int LINE = 4_000;

    private final Connection connection;
    private final long uid;
    private final int cap;

    private final Map<String, byte[]> pieces = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private long size;
    private Optional<Instant> internalDate = Optional.empty();
    private Optional<Body> body = Optional.empty();

    /** @param cap bytes of it that may be read */
    public LargeMail(Connection connection, long uid, int cap) {
        this.connection = connection;
        this.uid = uid;
        this.cap = cap;
    }

    /** Empty where the server's answers do not make a mail, or it is gone: it is to be fetched as others are. */
    public Optional<Fetched> fetch() throws MailboxFault {
        BodySection header = new BodySection("HEADER", cap, false);
        open.put(header.section(), header.most());
        connection.structure(uid, header, this);
        if (body.isEmpty() || !header.isAmong(pieces)) {
            return Optional.empty();
        }
        Excerpt excerpt = new Excerpt(body.get(), cap);
        if (!ask(excerpt.headers())) {
            return Optional.empty();
        }
        Optional<List<BodySection>> contents = excerpt.contents(pieces);
        if (contents.isEmpty() || !ask(contents.get())) {
            return Optional.empty();
        }
        return excerpt.bytes(pieces).map(bytes -> new Fetched(uid, bytes, Math.max(size, bytes.length), internalDate));
    }

    /** @return whether all came, and no more than may be in memory */
    private boolean ask(List<BodySection> wanted) throws MailboxFault {
        int at = 0;
        while (at < wanted.size()) {
            int end = at;
            int line = 0;
            long bytes = 0;
            do {
                line += wanted.get(end).item().length() + 1;
                bytes += wanted.get(end).most();
                end++;
            } while (end < wanted.size()
                    && line + wanted.get(end).item().length() < LINE
                    && bytes + wanted.get(end).most() <= cap);
            List<BodySection> some = wanted.subList(at, end);
            some.forEach(piece -> open.put(piece.section(), piece.most()));
            connection.pieces(uid, some, this);
            if (!some.stream().allMatch(piece -> piece.isAmong(pieces)) || held() > 2L * cap) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private long held() {
        return pieces.values().stream().mapToLong(piece -> piece.length).sum();
    }

    /** What comes unasked, twice, or longer than it was asked for is dropped. */
    @Override
    public boolean receive(FetchAnswer answer) {
        if (answer.uid() != uid) {
            return false;
        }
        List<String> came = new ArrayList<>();
        answer.sections().forEach((section, bytes) -> {
            Integer most = open.get(section);
            if (most != null && bytes.length <= most) {
                pieces.put(section, bytes);
                open.remove(section);
                came.add(section);
            }
        });
        boolean told = body.isEmpty() && answer.body().isPresent();
        if (told) {
            body = answer.body();
            size = answer.size();
            internalDate = answer.internalDate();
        }
        return told || !came.isEmpty();
    }
}
