package org.triageledger.core.advisory.announcement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.ArchiveLink;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;
import org.triageledger.core.advisory.RecordState;
import org.triageledger.core.advisory.announcement.Announced.Form;

/**
 * What is wrong with an announcement, before or after it is sent. Each finding says what to do, and none stops anything: a person
 * mends it or accepts it with a reason.
 */
public final class Lint {
    /** A place of the template that nobody filled in. */
    public static final String PLACEHOLDER = "unfilled-placeholder";

    /** The label {@code Title:} of the template in the subject. */
    public static final String TITLE = "title-in-subject";

    /** The link to the record has another id than the subject. */
    public static final String LINK_MISMATCH = "cve-link-mismatch";

    public static final String SEVERAL_IDS = "several-cve-in-subject";
    public static final String SEVERITY_WORD = "severity-word";

    /** The sentence of the template that tells severity and project is missing or worded otherwise. */
    public static final String SEVERITY_SENTENCE = "severity-sentence";

    /** More than the project's name stands after "affecting". */
    public static final String AFFECTED = "affected-phrase";

    /** A commit where the template has a pull request. */
    public static final String COMMIT = "commit-link";

    /** A link that nobody can follow, in the mail or in the record. */
    public static final String BROKEN_LINK = "broken-link";

    /** The published record does not link to the announcement. */
    public static final String NO_ARCHIVE_LINK = ArchiveLink.RULE;

    /** The id was used in public while its record was not published. */
    public static final String BEFORE_RECORD = "cve-before-record";

    /** Record and mail may be this far apart, either way: they are published by different people. */
    public static final Duration APART = Duration.ofHours(24);

    private static final Set<String> TEMPLATE_WORDS = Set.of("LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final int LONGEST_QUOTE = 120;

    private Lint() {}

    /**
     * What is wrong with a text alone, and with what it says of records.
     *
     * @param hash by which the list's archive names the mail; empty for a draft
     * @param announced when the mail was public; for a draft the moment of asking
     * @param records what is known of the record of an id
     * @param asOf the moment for which is asked
     */
    public static List<Finding> of(
            AnnouncementText text,
            Optional<String> hash,
            Optional<Instant> announced,
            Function<CveId, RecordFacts> records,
            Instant asOf) {
        List<Finding> found = new ArrayList<>();
        for (Announced eachAnnounced : text.advisories()) {
            found.addAll(of(text, eachAnnounced, hash, announced, records, asOf));
        }
        if (text.advisories().isEmpty()) {
            found.add(new Finding(
                    SEVERITY_SENTENCE,
                    "No advisory was recognized: there is no CVE id in brackets in the subject, and no severity sentence",
                    "Begin the subject with the CVE id in brackets, and write \"There is a HIGH severity vulnerability"
                            + " affecting CPython.\""));
        }
        return found.stream().distinct().toList();
    }

    /** As above, of one of the advisories in the text. */
    public static List<Finding> of(
            AnnouncementText text,
            Announced one,
            Optional<String> hash,
            Optional<Instant> announced,
            Function<CveId, RecordFacts> records,
            Instant asOf) {
        List<Finding> found = new ArrayList<>();
        subject(text, found);
        placeholders(one, found);
        severity(one, found);
        links(one, found);
        one.id().ifPresent(id -> record(id, records.apply(id), hash, announced, asOf, found));
        return List.copyOf(found);
    }

    private static void subject(AnnouncementText text, List<Finding> found) {
        if (text.titleLabel()) {
            found.add(new Finding(
                    TITLE,
                    "The subject contains the template's label \"Title:\"",
                    "Delete the label from the subject"));
        }
        if (text.subjectIds().size() > 1) {
            found.add(new Finding(
                    SEVERAL_IDS,
                    "The subject names several CVE ids: "
                            + text.subjectIds().stream()
                                    .limit(10)
                                    .map(CveId::value)
                                    .collect(Collectors.joining(", ")),
                    "Name in the subject only the id that the mail announces; name others in the text"));
        }
    }

    private static void placeholders(Announced one, List<Finding> found) {
        for (String placeholder : one.placeholders()) {
            found.add(new Finding(
                    PLACEHOLDER,
                    "The placeholder " + quoted(placeholder) + " of the template was not filled in",
                    "Replace it by what it stands for"));
        }
    }

    private static void severity(Announced one, List<Finding> found) {
        String word = one.severityWord().orElse("").toUpperCase(Locale.ROOT);
        boolean unfilled = word.startsWith("{");
        if (!word.isEmpty() && !unfilled && !isOfTemplate(word)) {
            found.add(new Finding(
                    SEVERITY_WORD,
                    "The severity word " + quoted(one.severityWord().orElse("")) + " is not in the template",
                    "Write LOW, MEDIUM, HIGH or CRITICAL"
                            + one.severity()
                                    .map(known -> ": here " + known.name())
                                    .orElse("")));
        }
        if (one.form() != Form.TEMPLATE) {
            found.add(new Finding(
                    SEVERITY_SENTENCE,
                    one.form() == Form.NONE
                            ? "The text does not say how severe the vulnerability is"
                            : "The severity is not told in the sentence of the template",
                    "Write \"There is a "
                            + one.severity().map(Enum::name).orElse("HIGH")
                            + " severity vulnerability affecting "
                            + one.project().orElse("CPython") + ".\""));
        }
        one.affected()
                .filter(phrase -> !phrase.startsWith("{") && !Projects.isName(phrase))
                .ifPresent(phrase -> found.add(new Finding(
                        AFFECTED,
                        "More than the name of the project stands after \"affecting\": " + quoted(phrase),
                        "Write the project's name alone; affected versions and modules belong in the record and the"
                                + " description")));
    }

    static boolean isOfTemplate(String word) {
        return TEMPLATE_WORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    private static void links(Announced one, List<Finding> found) {
        List<CveId> linked = one.linkedRecords();
        one.id()
                .filter(id -> !linked.isEmpty() && !linked.contains(id))
                .ifPresent(id -> found.add(new Finding(
                        LINK_MISMATCH,
                        "The subject announces " + id + ", but the link leads to the record of " + linked.getFirst(),
                        "Correct the link, or the id in the subject: send a correction if the mail is public")));
        if (one.has(LinkKind.COMMIT) && !one.has(LinkKind.PULL)) {
            found.add(new Finding(
                    COMMIT,
                    "The mail links to a commit, and to no pull request",
                    "Link to the pull request: the backports to other branches can be found from it"));
        }
        for (Link link : one.links()) {
            if (!link.isWellFormed() && one.placeholders().stream().noneMatch(link.url()::contains)) {
                found.add(broken("A link of the mail", link));
            } else if (link.kind() == LinkKind.RECORD && link.record().isEmpty()) {
                found.add(broken("A link to a CVE record has no valid CVE id and", link));
            }
        }
    }

    private static void record(
            CveId id,
            RecordFacts record,
            Optional<String> hash,
            Optional<Instant> announced,
            Instant asOf,
            List<Finding> found) {
        boolean published = record.state() == RecordState.PUBLISHED;
        if (published) {
            record.references().stream()
                    .filter(link -> !link.isWellFormed())
                    .forEach(link -> found.add(broken("A reference in the record of " + id, link)));
        }
        boolean archived = record.references().stream()
                .anyMatch(link -> link.isWellFormed()
                        && hash.map(known -> link.url().contains(known)).orElse(link.kind() == LinkKind.ARCHIVE));
        if (published && hash.isPresent()) {
            ArchiveLink.missing(id, archived).ifPresent(found::add);
        }
        announced
                .filter(at -> isBefore(record, at, asOf))
                .ifPresent(at -> found.add(new Finding(
                        BEFORE_RECORD,
                        record.published()
                                .map(later -> id + " was used in public " + hours(at, later)
                                        + " before its record was published")
                                .orElse(id + " is used in public, and its record is not published ("
                                        + record.state().word() + ")"),
                        "Publish the record; do not use a CVE id in public before its record is published")));
    }

    private static boolean isBefore(RecordFacts record, Instant announced, Instant asOf) {
        return switch (record.state()) {
            case PUBLISHED ->
                record.published()
                        .filter(at -> at.isAfter(announced.plus(APART)))
                        .isPresent();
            case RESERVED, NONE -> !asOf.isBefore(announced);
            case REJECTED, UNKNOWN -> false;
        };
    }

    private static String hours(Instant from, Instant to) {
        long hours = Duration.between(from, to).toHours();
        return hours < 72 ? hours + " hours" : hours / 24 + " days";
    }

    private static Finding broken(String which, Link link) {
        return new Finding(
                BROKEN_LINK,
                which + " cannot be followed: " + quoted(link.url()),
                "Correct the link: https:// once, then the host");
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "\"";
    }
}
