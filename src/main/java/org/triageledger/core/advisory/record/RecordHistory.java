package org.triageledger.core.advisory.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.mail.Named;

/**
 * All versions of a record that were read, in the order in which they were written; so the same versions read in another order are the
 * same history.
 *
 * @param versions never empty
 */
public record RecordHistory(CveId id, List<CveRecord> versions) {
    private static final Comparator<CveRecord> BY_AGE =
            Comparator.comparing(CveRecord::since).thenComparing(CveRecord::toString);

    /** How a record ended. */
    public enum End implements Named {
        /** Somebody disputes that it is a vulnerability. */
        DISPUTED,
        /** It was never published. */
        REJECTED,
        /** It was published, and then rejected. */
        WITHDRAWN;
    }

    /**
     * What a record said on a day.
     *
     * @param writtenLater whether no version of that day was read: it is the first after it, which says that there was one by then
     */
    public record Said(CveRecord record, boolean writtenLater) {}

    public RecordHistory {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a history has a version");
        }
        versions = versions.stream().distinct().sorted(BY_AGE).toList();
    }

    /** The histories of all records, by id. */
    public static List<RecordHistory> of(Collection<CveRecord> versions) {
        Map<CveId, List<CveRecord>> byId = new TreeMap<>();
        versions.forEach(version -> byId.computeIfAbsent(version.id(), id -> new java.util.ArrayList<>())
                .add(version));
        return byId.entrySet().stream()
                .map(entry -> new RecordHistory(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What it said at the end of a UTC day; empty before it was published, so far as that is known. */
    public Optional<Said> on(LocalDate day) {
        Optional<CveRecord> then = until(day);
        return then.map(record -> new Said(record, false))
                .or(() -> versions.stream()
                        .filter(version -> version.published()
                                .filter(published -> published.isBefore(after(day)))
                                .isPresent())
                        .findFirst()
                        .map(record -> new Said(record, true)));
    }

    /** The UTC day after which it says nothing new. */
    public LocalDate lastDay() {
        return versions.stream()
                .flatMap(version -> Stream.concat(Stream.of(version.since()), version.published().stream()))
                .filter(instant -> instant.isAfter(Instant.EPOCH))
                .max(Comparator.naturalOrder())
                .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC))
                .orElse(LocalDate.EPOCH);
    }

    /** When it was published first; empty where it was not by the end of a UTC day. */
    public Optional<Instant> published(LocalDate day) {
        return versions.stream()
                .filter(CveRecord::isPublished)
                .flatMap(version -> version.published().stream())
                .min(Comparator.naturalOrder())
                .filter(published -> published.isBefore(after(day)));
    }

    /** What the last published version said by a UTC day: the credits of a record that was rejected later stand in it. */
    public Optional<CveRecord> lastPublished(LocalDate day) {
        if (published(day).isEmpty()) {
            return Optional.empty();
        }
        List<CveRecord> published =
                versions.stream().filter(CveRecord::isPublished).toList();
        return published.stream()
                .filter(version -> version.since().isBefore(after(day)))
                .reduce((first, second) -> second)
                .or(() -> Optional.of(published.getFirst()));
    }

    /** How it had ended by a UTC day, if it had. */
    public Optional<End> end(CveRecord said, LocalDate day) {
        if (said.state() == CveRecord.State.REJECTED) {
            boolean was = published(day).isPresent() || isBefore(said.published(), said.rejected());
            return Optional.of(was ? End.WITHDRAWN : End.REJECTED);
        }
        return said.disputed() ? Optional.of(End.DISPUTED) : Optional.empty();
    }

    private static boolean isBefore(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && one.get().isBefore(other.get());
    }

    private Optional<CveRecord> until(LocalDate day) {
        return versions.stream()
                .filter(version -> version.since().isBefore(after(day)))
                .reduce((first, second) -> second);
    }

    private static Instant after(LocalDate day) {
        return day.equals(LocalDate.MAX)
                ? Instant.MAX
                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
