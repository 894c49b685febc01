package org.triageledger.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;

/** How a sighting lies in its table. Lists are written with blanks between: ids and addresses never hold one. */
final class MessageCopyColumns {
    static final String INSERT = """
            insert into sighting (source_id, location, digest, part, message_id, id_made, other_ids, parents, reply, forwards,
                subject_token, fingerprint, how, author, candidates, author_list, author_why, date_at, arrived_at,
                arrived_basis, lists, automation, automation_why, trust, trust_why, authored_lines, lines_unclear,
                sealed_advisories, archived_at, sealed, announcement)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** What is read of a sighting, in the order of {@link #SELECT}: to ask for a column by its name takes as long as to read it. */
    enum Column {
        SEQ,
        SOURCE_ID,
        LOCATION,
        DIGEST,
        MESSAGE_ID,
        ID_MADE,
        OTHER_IDS,
        PARENTS,
        REPLY,
        FORWARDS,
        SUBJECT_TOKEN,
        FINGERPRINT,
        HOW,
        AUTHOR,
        CANDIDATES,
        AUTHOR_LIST,
        AUTHOR_WHY,
        DATE_AT,
        ARRIVED_AT,
        ARRIVED_BASIS,
        LISTS,
        AUTOMATION,
        AUTOMATION_WHY,
        TRUST,
        TRUST_WHY,
        AUTHORED_LINES,
        LINES_UNCLEAR,
        ADVISORIES,
        SEALED_ADVISORIES,
        ARCHIVED_AT,
        SEALED,
        ANNOUNCEMENT;

        /** From 1 on. */
        int at() {
            return ordinal() + 1;
        }
    }

    /** Everything above a number. */
    static final String SELECT = Arrays.stream(Column.values())
            .map(column -> column.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "select ", " from sighting where seq > ?"));

    private MessageCopyColumns() {}

    static void bind(PreparedStatement insert, long sourceId, MessageCopyRow row) throws SQLException {
        MessageCopy sighting = row.sighting();
        Author author = sighting.author();
        int at = 0;
        insert.setLong(++at, sourceId);
        insert.setString(++at, clip(sighting.place().where(), 1000));
        insert.setString(++at, sighting.digest());
        insert.setInt(++at, row.part());
        insert.setString(++at, text(sighting.id()));
        insert.setBoolean(++at, sighting.idMade());
        insert.setString(++at, joined(sighting.otherIds(), 10_000));
        insert.setString(++at, joined(sighting.references(), 250_000));
        insert.setBoolean(++at, sighting.reply());
        insert.setBoolean(++at, sighting.forwards());
        insert.setString(++at, sighting.subjectToken().orElse(null));
        insert.setString(++at, sighting.fingerprint());
        insert.setString(++at, author.how().word());
        insert.setString(++at, who(author));
        insert.setString(++at, author instanceof Author.Ambiguous many ? addresses(many.candidates()) : null);
        insert.setString(
                ++at, author instanceof Author.Unmunged list ? clip(list.list().value(), 255) : null);
        insert.setString(++at, clip(author.evidence(), 500));
        setInstant(insert, ++at, sighting.date().orElse(null));
        setInstant(insert, ++at, sighting.arrival().at());
        insert.setString(++at, sighting.arrival().basis().word());
        insert.setString(++at, joined(sighting.lists(), 5_000));
        insert.setString(++at, sighting.automation().word());
        insert.setString(++at, clip(sighting.automationWhy(), 500));
        insert.setString(++at, sighting.trust().word());
        insert.setString(++at, clip(sighting.trustWhy(), 500));
        insert.setInt(++at, sighting.authoredLines());
        insert.setBoolean(++at, sighting.linesUnclear());
        setBytes(insert, ++at, row.advisories().orElse(null));
        insert.setString(
                ++at, sighting.archivedAt().map(link -> clip(link, 2000)).orElse(null));
        setBytes(insert, ++at, row.sealed().orElse(null));
        setBytes(insert, ++at, row.announcement().orElse(null));
    }

    private static void setBytes(PreparedStatement insert, int at, byte @Nullable [] bytes) throws SQLException {
        if (bytes == null) {
            insert.setNull(at, Types.VARBINARY);
        } else {
            insert.setBytes(at, bytes);
        }
    }

    static String text(MessageId id) {
        return clean(id.value());
    }

    private static @Nullable String who(Author author) {
        return author.person()
                .map(mailbox -> clean(mailbox.address().toString()))
                .or(() -> author.account().map(login -> clip(login, 330)))
                .orElse(null);
    }

    private static String addresses(List<Mailbox> mailboxes) {
        return joined(mailboxes.stream().map(Mailbox::address).toList(), 20_000);
    }

    /** As many as fit: whole ones, the nearest parents (the last) first to stay. */
    private static String joined(Collection<?> parts, int room) {
        String all = clean(parts.stream().map(Object::toString).collect(Collectors.joining(" ")));
        return all.length() <= room ? all : all.substring(all.indexOf(' ', all.length() - room) + 1);
    }

    static String clip(String text, int room) {
        String clean = clean(text);
        return clean.length() <= room ? clean : clean.substring(0, room);
    }

    /** PostgreSQL keeps no NUL, and neither database half a surrogate pair. */
    private static String clean(String text) {
        boolean fit = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                fit = false;
                break;
            }
        }
        return fit
                ? text
                : text.codePoints()
                        .map(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    static void setInstant(PreparedStatement statement, int at, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
        }
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    static @Nullable Instant instant(ResultSet row, Column column) throws SQLException {
        return instant(row.getObject(column.at(), OffsetDateTime.class));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
