package org.triageledger.core.advisory.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;
import org.triageledger.core.mail.HiddenCharacters;

/** Reads what somebody filled in. Never throws; whatever is wrong is said, all of it at once, each with what to do. */
public final class DraftReader {
    /** In characters; announcements have a few hundred to a few thousand. */
    public static final int LONGEST_DESCRIPTION = 20_000;

    /** In characters. */
    public static final int LONGEST_TITLE = 200;

    /** In characters. */
    public static final int LONGEST_PROJECT = 60;

    /** Links, and credits. */
    public static final int MOST_LINES = 100;

    private static final int LONGEST_LINES = 40_000;

    private DraftReader() {}

    /** What came of it. */
    public sealed interface Outcome {
        record Complete(Draft draft) implements Outcome {}

        /** @param faults never empty; none quotes more than an address */
        record Faulty(List<Fault> faults) implements Outcome {
            public Faulty {
                faults = List.copyOf(faults);
            }

            /** What is wrong, with all fields. */
            public List<String> sentences() {
                return faults.stream().map(Fault::sentence).toList();
            }
        }

        /**
         * What is wrong with one field.
         *
         * @param field as {@link DraftFields} names it
         * @param sentence what is wrong, and what to write in its place
         */
        record Fault(String field, String sentence) {}
    }

    /** @param vectors says what a text is that should be a vector of CVSS v4.0 */
    public static Outcome read(DraftFields fields, Function<String, VectorReading> vectors) {
        List<Outcome.Fault> faults = new ArrayList<>();
        Optional<CveId> cve = CveId.parse(fields.cve());
        if (cve.isEmpty() && !fields.cve().isBlank()) {
            fault(
                    faults,
                    "cve",
                    "the CVE id is none: write it as in CVE-2026-12345, or leave it empty until one is reserved");
        }
        String title = line(fields.title(), "title", LONGEST_TITLE, faults);
        String project = line(fields.project(), "project", LONGEST_PROJECT, faults);
        String description = text(fields.description(), "description", LONGEST_DESCRIPTION, faults)
                .replace("\r\n", "\n")
                .strip();
        if (description.isEmpty()
                && faults.stream().noneMatch(fault -> fault.field().equals("description"))) {
            fault(
                    faults,
                    "description",
                    "the description is empty: say what is affected, and how users can protect themselves");
        }
        Optional<Scored> scored = switch (vectors.apply(fields.vector())) {
            case Scored one -> Optional.of(one);
            case VectorReading.NoVector none -> {
                fault(faults, "vector", none.why());
                yield Optional.empty();
            }
        };
        List<Link> links = links(fields.links(), cve, faults);
        List<DraftCredit> credits = credits(fields.credits(), faults);
        return faults.isEmpty() && scored.isPresent()
                ? new Outcome.Complete(new Draft(cve, project, title, scored.get(), description, links, credits))
                : new Outcome.Faulty(faults);
    }

    private static String line(String text, String field, int longest, List<Outcome.Fault> faults) {
        String line = text.strip();
        if (line.isEmpty()) {
            fault(faults, field, "the " + field + " is empty: write it in one line");
        } else if (line.length() > longest) {
            fault(faults, field, "the " + field + " is longer than " + longest + " characters: shorten it");
        } else {
            HiddenCharacters.inLine(line)
                    .ifPresent(hidden -> fault(faults, field, "in the " + field + ", " + hidden.complaint()));
        }
        return line;
    }

    private static String text(String text, String field, int longest, List<Outcome.Fault> faults) {
        if (text.length() > longest) {
            fault(
                    faults,
                    field,
                    "the " + field + (field.endsWith("s") ? " are" : " is") + " longer than " + longest
                            + " characters: shorten " + (field.endsWith("s") ? "them" : "it"));
            return "";
        }
        HiddenCharacters.inText(text)
                .ifPresent(hidden -> fault(faults, field, "in the " + field + ", " + hidden.complaint()));
        return text;
    }

    private static List<Link> links(String text, Optional<CveId> cve, List<Outcome.Fault> faults) {
        List<String> lines = lines(text, "links", faults);
        List<Link> links = lines.stream().map(Link::of).toList();
        for (int i = 0; i < links.size(); i++) {
            if (!links.get(i).isWellFormed() || lines.get(i).length() > Link.LONGEST) {
                fault(
                        faults,
                        "links",
                        "link " + (i + 1) + " cannot be followed: write https:// once, then the host, one link a line");
            }
        }
        return Link.distinct(links).stream()
                .filter(link -> link.kind() != LinkKind.RECORD || !link.record().equals(cve))
                .toList();
    }

    private static List<DraftCredit> credits(String text, List<Outcome.Fault> faults) {
        List<DraftCredit> credits = new ArrayList<>();
        List<String> lines = lines(text, "credits", faults);
        for (int i = 0; i < lines.size(); i++) {
            Optional<DraftCredit> credit = DraftCredit.parse(lines.get(i));
            if (credit.isEmpty()) {
                fault(
                        faults,
                        "credits",
                        "credit " + (i + 1) + " has no type or no name: write as in \"coordinator: Ada Example"
                                + " (https://github.com/ada-x)\"; the types are "
                                + Arrays.stream(CreditType.values())
                                        .map(CreditType::text)
                                        .collect(Collectors.joining(", ")));
            }
            credit.ifPresent(credits::add);
        }
        return credits.stream().distinct().toList();
    }

    private static List<String> lines(String text, String field, List<Outcome.Fault> faults) {
        List<String> lines = text(text, field, LONGEST_LINES, faults)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() > MOST_LINES) {
            fault(faults, field, "the " + field + " are more than " + MOST_LINES + ": keep those that readers need");
        }
        return Stream.of(lines).flatMap(all -> all.stream().limit(MOST_LINES)).toList();
    }

    private static void fault(List<Outcome.Fault> faults, String field, String sentence) {
        faults.add(new Outcome.Fault(field, sentence));
    }
}
