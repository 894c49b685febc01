package org.triageledger.core.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Criterion;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Leave;

/** Reads a snapshot back from its JSON. */
final class SnapshotReader {
    private final SortedMap<String, Json> members;

    private SnapshotReader(Json json) {
        if (!(json instanceof Json.Members object)) {
            throw new Other();
        }
        this.members = object.members();
    }

    /** It is JSON, but no snapshot; never leaves this class. */
    private static final class Other extends RuntimeException {
        private static final long serialVersionUID = 1;

        Other() {
            super(null, null, false, false);
        }
    }

    static Optional<Snapshot> snapshot(byte[] bytes) {
        try {
            return JsonReader.read(bytes)
                    .map(SnapshotReader::new)
                    .filter(snapshotReader -> snapshotReader.whole("format") == SnapshotJson.FORMAT)
                    .map(SnapshotReader::snapshot);
        } catch (Other | DateTimeException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Snapshot snapshot() {
        return new Snapshot(
                text("review"),
                day("asOf"),
                Instant.parse(text("knownUntil")),
                inner("rules").rules(),
                inner("facts").each(fact -> new Snapshot.Fact(fact.whole("count"), fact.text("sha256"))),
                inner("quality").quality(),
                list(
                        "findings",
                        snapshotReader -> new Finding(snapshotReader.text("code"), snapshotReader.text("sentence"))),
                list("lines", SnapshotReader::line));
    }

    private Snapshot.Rules rules() {
        SortedMap<String, String> readings = new TreeMap<>();
        SnapshotReader read = inner("readings");
        read.members.keySet().forEach(name -> readings.put(name, read.text(name)));
        return new Snapshot.Rules(text("policy"), number("version"), texts("kinds"), readings);
    }

    private Snapshot.Quality quality() {
        return new Snapshot.Quality(
                day("windowFrom"),
                list("gaps", SnapshotReader::stretch),
                number("unreviewed"),
                number("waiting"),
                number("quarantined"));
    }

    private Snapshot.Line line() {
        return new Snapshot.Line(
                text("member"),
                text("name"),
                verdict(),
                maybeDay("lastCredit"),
                number("credits"),
                number("creditsEver"),
                texts("reasons"),
                list("criteria", SnapshotReader::criterion),
                maybe("leave")
                        .map(SnapshotReader::new)
                        .map(leave -> new Leave(
                                leave.text("member"), leave.inner("when").dated(), Optional.empty())));
    }

    private Verdict verdict() {
        return switch (text("verdict")) {
            case "active" -> new Verdict.Active(day("until"));
            case "newcomer" -> new Verdict.Newcomer(day("until"));
            case "exempt" -> new Verdict.Exempt(maybeDay("until"));
            case "inactive" -> new Verdict.Inactive();
            case "unknown" -> new Verdict.Unknown(list("gaps", SnapshotReader::stretch));
            default -> throw new Other();
        };
    }

    private Criterion criterion() {
        return new Criterion(
                text("name"),
                Stream.of(Criterion.Result.values())
                        .filter(result -> result.word().equals(text("result")))
                        .findFirst()
                        .orElseThrow(Other::new),
                text("why"),
                texts("evidence"),
                maybeDay("until"));
    }

    private Dated dated() {
        return new Dated(maybeDay("from"), maybeDay("to"));
    }

    private Stretch stretch() {
        return new Stretch(Instant.parse(text("from")), Instant.parse(text("to")));
    }

    private Json value(String name) {
        return Optional.ofNullable(members.get(name)).orElseThrow(Other::new);
    }

    private Optional<Json> maybe(String name) {
        return Optional.of(value(name)).filter(value -> !(value instanceof Json.Nothing));
    }

    private SnapshotReader inner(String name) {
        return new SnapshotReader(value(name));
    }

    private String text(String name) {
        return string(value(name));
    }

    private Optional<String> maybeText(String name) {
        return maybe(name).map(SnapshotReader::string);
    }

    private LocalDate day(String name) {
        return LocalDate.parse(text(name));
    }

    private Optional<LocalDate> maybeDay(String name) {
        return maybeText(name).map(LocalDate::parse);
    }

    private long whole(String name) {
        if (value(name) instanceof Json.Whole whole) {
            return whole.value();
        }
        throw new Other();
    }

    private int number(String name) {
        return Math.toIntExact(whole(name));
    }

    private List<String> texts(String name) {
        return items(name).stream().map(SnapshotReader::string).toList();
    }

    private <T> List<T> list(String name, Function<SnapshotReader, T> each) {
        return items(name).stream().map(SnapshotReader::new).map(each).toList();
    }

    private <T> SortedMap<String, T> each(Function<SnapshotReader, T> read) {
        SortedMap<String, T> all = new TreeMap<>();
        members.forEach((name, value) -> all.put(name, read.apply(new SnapshotReader(value))));
        return all;
    }

    private List<Json> items(String name) {
        if (value(name) instanceof Json.Items items) {
            return items.items();
        }
        throw new Other();
    }

    private static String string(Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw new Other();
    }
}
