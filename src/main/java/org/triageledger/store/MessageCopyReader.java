package org.triageledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.AuthorSource;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.Trust;
import org.triageledger.store.MessageCopyColumns.Column;
import org.triageledger.store.MessageCopyStore.SealedNames;

/**
 * Reads sightings back from their table, many with one reader: what stands in many of them (sources, lists, authors, reasons, and
 * the ids by which mails name each other) is in memory once. What follows from all of them is kept there.
 */
final class MessageCopyReader {
    private static final Map<String, AuthorSource> HOWS = byWord(AuthorSource.class);
    private static final Map<String, Automation> AUTOMATIONS = byWord(Automation.class);
    private static final Map<String, Trust> TRUSTS = byWord(Trust.class);
    private static final Map<String, Arrival.Basis> BASES = byWord(Arrival.Basis.class);

    private static final SortedSet<AdvisoryId> UNREADABLE =
            Collections.unmodifiableSortedSet(new TreeSet<>(List.of(AdvisoryId.UNREADABLE)));

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, MessageId> ids = new HashMap<>();
    private final Map<String, Optional<Mailbox>> mailboxes = new HashMap<>();
    private final Map<Mailbox, Author> directs = new HashMap<>();
    private final Map<String, List<ListId>> lists = new HashMap<>();

    private final Map<String, SealedNames> names = new HashMap<>();

    private final MessageCopyStore.Seal seal;
    private final Supplier<Map<Long, String>> sourceNames;
    private Map<Long, String> sources = Map.of();
    private boolean idsInClear;

    /**
     * @param seal opens what was sealed of CVE and GHSA ids
     * @param sourceNames the names of all sources, by their numbers in the table
     */
    MessageCopyReader(MessageCopyStore.Seal seal, Supplier<Map<Long, String>> sourceNames) {
        this.seal = seal;
        this.sourceNames = sourceNames;
    }

    private String source(long id) {
        if (!sources.containsKey(id)) {
            sources = sourceNames.get();
        }
        return Objects.requireNonNull(sources.get(id));
    }

    MessageCopy read(ResultSet row) throws SQLException {
        MessageId id = id(row.getString(Column.MESSAGE_ID.at()));
        noteNames(row, id);
        return new MessageCopy(
                new Place(source(row.getLong(Column.SOURCE_ID.at())), row.getString(Column.LOCATION.at())),
                row.getString(Column.DIGEST.at()),
                id,
                row.getBoolean(Column.ID_MADE.at()),
                ids(row.getString(Column.OTHER_IDS.at())),
                ids(row.getString(Column.PARENTS.at())),
                row.getBoolean(Column.REPLY.at()),
                row.getBoolean(Column.FORWARDS.at()),
                Optional.ofNullable(row.getString(Column.SUBJECT_TOKEN.at())).map(this::text),
                row.getString(Column.FINGERPRINT.at()),
                author(row),
                Optional.ofNullable(MessageCopyColumns.instant(row, Column.DATE_AT)),
                new Arrival(
                        Optional.ofNullable(MessageCopyColumns.instant(row, Column.ARRIVED_AT))
                                .orElse(Instant.EPOCH),
                        word(BASES, row.getString(Column.ARRIVED_BASIS.at()))),
                lists(row.getString(Column.LISTS.at())),
                word(AUTOMATIONS, row.getString(Column.AUTOMATION.at())),
                text(row.getString(Column.AUTOMATION_WHY.at())),
                word(TRUSTS, row.getString(Column.TRUST.at())),
                text(row.getString(Column.TRUST_WHY.at())),
                row.getInt(Column.AUTHORED_LINES.at()),
                row.getBoolean(Column.LINES_UNCLEAR.at()),
                advisories(row, id),
                Optional.ofNullable(row.getString(Column.ARCHIVED_AT.at())));
    }

    private void noteNames(ResultSet row, MessageId id) throws SQLException {
        String author = row.getString(Column.AUTHOR.at());
        byte[] sealed = row.getBytes(Column.SEALED.at());
        if (author != null && sealed != null) {
            author = text(author);
            names.put(author, new SealedNames(author, id.value(), sealed));
        }
    }

    /** For each author the sealed part of the latest of their mails that were read since this was asked last, if anything was sealed. */
    Collection<SealedNames> takeNames() {
        List<SealedNames> taken = List.copyOf(names.values());
        names.clear();
        return taken;
    }

    /** Whether one of those that were read stands in the table with its ids in clear. */
    boolean idsInClear() {
        return idsInClear;
    }

    private Author author(ResultSet row) throws SQLException {
        String who = Optional.ofNullable(row.getString(Column.AUTHOR.at())).orElse("");
        String why = text(row.getString(Column.AUTHOR_WHY.at()));
        AuthorSource how = word(HOWS, row.getString(Column.HOW.at()));
        if (how == AuthorSource.RELAYED) {
            return new Author.Relayed(text(who), why);
        }
        Optional<Mailbox> mailbox = mailbox(who);
        Author nobody = new Author.Ambiguous(
                split(row.getString(Column.CANDIDATES.at())).stream()
                        .flatMap(address -> mailbox(address).stream())
                        .toList(),
                why);
        String list = row.getString(Column.AUTHOR_LIST.at());
        return switch (how) {
            case DIRECT ->
                mailbox.map(found -> directs.computeIfAbsent(found, Author.Direct::new))
                        .orElse(nobody);
            case UNMUNGED ->
                mailbox.flatMap(found -> ListId.parse(Optional.ofNullable(list).orElse(""))
                                .<Author>map(by -> new Author.Unmunged(found, by, why)))
                        .orElse(nobody);
            case UNWRAPPED ->
                mailbox.<Author>map(found -> new Author.Unwrapped(found, why)).orElse(nobody);
            case RELAYED, AMBIGUOUS -> nobody;
        };
    }

    private String text(String text) {
        return texts.computeIfAbsent(text, Function.identity());
    }

    private MessageId id(String id) {
        return ids.computeIfAbsent(id, MessageId::new);
    }

    private Optional<Mailbox> mailbox(String address) {
        return mailboxes.computeIfAbsent(address, text -> Address.parse(text).map(Mailbox::of));
    }

    private List<ListId> lists(@Nullable String joined) {
        return joined == null || joined.isEmpty()
                ? List.of()
                : lists.computeIfAbsent(
                        joined,
                        all -> split(all).stream()
                                .flatMap(list -> ListId.parse(list).stream())
                                .toList());
    }

    /** Those of a mail stored by an older version may still stand in clear. That there are some is known without the key too. */
    private SortedSet<AdvisoryId> advisories(ResultSet row, MessageId id) throws SQLException {
        byte[] sealed = row.getBytes(Column.SEALED_ADVISORIES.at());
        if (sealed == null) {
            SortedSet<AdvisoryId> clear = advisories(row.getString(Column.ADVISORIES.at()));
            idsInClear |= !clear.isEmpty();
            return clear;
        }
        return seal.open(sealed, id.value()).map(MessageCopyReader::advisories).orElse(UNREADABLE);
    }

    private static SortedSet<AdvisoryId> advisories(@Nullable String joined) {
        return joined == null || joined.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(
                        split(joined).stream().map(AdvisoryId::new).collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<MessageId> ids(@Nullable String joined) {
        return split(joined).stream().map(this::id).toList();
    }

    private static List<String> split(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : Arrays.asList(joined.split(" "));
    }

    private static <E extends Enum<E> & Named> Map<String, E> byWord(Class<E> type) {
        return EnumSet.allOf(type).stream().collect(Collectors.toMap(Named::word, Function.identity()));
    }

    private static <E> E word(Map<String, E> words, String word) {
        E found = words.get(word);
        if (found == null) {
            throw new IllegalStateException("the ledger holds a word this version does not know: " + word);
        }
        return found;
    }
}
