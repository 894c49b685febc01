package org.triageledger.core.advisory.announcement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.announcement.Announced.Form;

/**
 * Reads an announcement: the team's template ("There is a HIGH severity vulnerability affecting CPython."), and what people made of
 * it. Never throws; what it cannot find is left empty. The cost is bounded whatever the text.
 */
public final class AnnouncementReader {
    private static final int MOST_TEXT = 200_000;
    private static final int MOST_ADVISORIES = 50;
    private static final int MOST_RELATED = 50;
    private static final int LONGEST_TITLE = 300;

    private static final Pattern FOOTER = Pattern.compile("_{20,}\\s*|--\\s?|.{1,200} mailing list -- \\S{1,320}\\s*");

    private static final Pattern BRACKET = Pattern.compile("\\[([^\\[\\]]{0,400})\\]");
    private static final Pattern CVE_ONLY =
            Pattern.compile("(?:CVE-[0-9A-Z]{4}-[0-9NX]{2,19}(?:\\s|,|;|/|&|\\+|and|und)*)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;/&+]*(?:and)?[\\s,;]*");
    private static final Pattern TITLE_LABEL = Pattern.compile(
            "(?:^|\\])\\s*(?:(?:re|fwd?|aw|wg)\\s*:\\s*){0,3}(?:title|subject)\\s*:", Pattern.CASE_INSENSITIVE);

    private static final String UPDATE_WORDS =
            "updated?|errat(?:um|a)|correct(?:ion|ed)|amend(?:ed|ment)|revis(?:ed|ion)"
                    + "|re-?issued?|re-?post(?:ed)?|re-?sent|retract(?:ed|ion)|withdrawn|follow-?up";

    /** Before the title, or in brackets: "Updated OpenSSL" within a title is none. */
    private static final Pattern UPDATE = Pattern.compile(
            "^(?:\\[[^\\[\\]]{0,400}\\]\\s*)*(?:(?:" + UPDATE_WORDS
                    + ")\\s*(?:[:\\[]|[-\\u2013\\u2014]\\s|\\s(?:to|for|of)\\s.{0,40}CVE-)"
                    + "|(?:re|aw|antw|sv)\\s*:)|[\\[(](?:" + UPDATE_WORDS + ")[^\\[\\]()]{0,40}[\\])]",
            Pattern.CASE_INSENSITIVE);

    private static final String WORD = "(\\{[^{}\\n]{1,60}\\}|[\\p{L}-]{1,20})";
    private static final String PHRASE = "([^\\n]{1,300}?)(?=[.!;](?:[\"')\\]]?(?:\\s|$))|:\\s|\\n|$)";

    /** The template's sentence, and others that begin like it. */
    private static final Pattern SENTENCE = Pattern.compile(
            "\\bThere (?:is|was) an? [*_]{0,2}" + WORD
                    + "[*_]{0,2}[ -]severity\\b( \\([^()\\n]{1,60}\\))? ?([a-z -]{1,40}?)( \\([^()\\n]{1,60}\\))? (affecting|affects|in) "
                    + PHRASE,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern STARTED = Pattern.compile(
            "\\bThere {1,3}(?:is|was) {1,3}an? {1,3}[*_]{0,2}" + WORD + "[*_]{0,2}[ -]{1,3}severity\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_SEVERITY = Pattern.compile(
            "\\b(?:of|with|has|have|is)(?: an?)? severity(?: level)?(?: of| is)?:? [*_]{0,2}" + WORD,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SEVERITY_LINE = Pattern.compile(
            "^[ *_#>-]{0,6}severity[*_]{0,2} ?[:=] ?[*_]{0,2}" + WORD, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern BEFORE_SEVERITY = Pattern.compile(
            "\\b(low|medium|moderate|high|critical|important)[ -]severity\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern AFFECTING = Pattern.compile(
            "\\b(?:vulnerability|issue|bug|flaw|problem)\\b[^.\\n]{0,60}? (?:affecting|affects) " + PHRASE,
            Pattern.CASE_INSENSITIVE);

    /** A line that begins a part of a mail with several advisories. */
    private static final Pattern HEADING = Pattern.compile(
            "^[ #*=_\\d.)-]{0,8}(?:title\\s*:\\s*)?(?:\\[(CVE-\\d{4}-\\d{4,19})\\]|(CVE-\\d{4}-\\d{4,19})\\s*[:\\u2013\\u2014-])[ *_:]*([^\\n]{0,300})$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0]+");
    private static final Pattern URL = Pattern.compile("https?:/[^\\s<>\"]{1,2000}", Pattern.CASE_INSENSITIVE);

    private AnnouncementReader() {}

    /**
     * @param subject decoded, on one line; empty where none is known
     * @param text of the mail, with quotes, signature and the list's footer
     */
    public static AnnouncementText read(String subject, String text) {
        String own = own(text);
        List<CveId> subjectIds = CveId.in(subject);
        List<CveId> leads = leads(subject, subjectIds);
        List<Announced> advisories = new ArrayList<>();
        List<Section> sections = sections(own, leads);
        if (sections.isEmpty()) {
            Statement said = Statement.in(own);
            List<Link> links = Links.in(own);
            List<CveId> ids = leads.isEmpty() ? linked(links) : leads;
            if (isAnnouncement(subject, said, links, ids)) {
                if (ids.isEmpty()) {
                    advisories.add(announced(Optional.empty(), subject, title(subject), own, said, links));
                }
                for (CveId id : ids.subList(0, Math.min(ids.size(), MOST_ADVISORIES))) {
                    advisories.add(announced(
                            Optional.of(id),
                            subject,
                            title(subject),
                            own,
                            said,
                            ids.size() == 1 ? links : without(links, id, ids)));
                }
            }
        }
        for (Section section : sections.subList(0, Math.min(sections.size(), MOST_ADVISORIES))) {
            advisories.add(announced(
                    section.id,
                    "",
                    section.title.isEmpty() ? title(subject) : section.title,
                    section.text,
                    Statement.in(section.text),
                    Links.in(section.text)));
        }
        return new AnnouncementText(
                UPDATE.matcher(subject).find(), TITLE_LABEL.matcher(subject).find(), subjectIds, advisories);
    }

    private static Announced announced(
            Optional<CveId> id, String subject, String title, String text, Statement said, List<Link> links) {
        String prose = URL.matcher(text).replaceAll(" ");
        List<CveId> related = Stream.concat(CveId.in(subject).stream(), CveId.in(title + "\n" + prose).stream())
                .filter(other -> !id.equals(Optional.of(other)))
                .distinct()
                .limit(MOST_RELATED)
                .toList();
        return new Announced(
                id,
                related,
                title,
                said.word,
                said.form,
                said.affected,
                links,
                Placeholders.in((subject.isEmpty() ? title : subject) + "\n\n" + text));
    }

    /** Mail that only speaks about an advisory is none: an announcement names its id first, or has the words of the template. */
    private static boolean isAnnouncement(String subject, Statement said, List<Link> links, List<CveId> ids) {
        boolean bracketed = !bracketed(subject).isEmpty();
        boolean recorded = ids.stream().anyMatch(id -> linked(links).contains(id));
        return said.form == Form.TEMPLATE
                || (!ids.isEmpty() && (bracketed || recorded || said.form != Form.NONE))
                || (said.form != Form.NONE && !Placeholders.in(subject).isEmpty());
    }

    /** What the sender wrote: without quotes, signature and the footer of the list. */
    private static String own(String text) {
        String bounded = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
        StringBuilder own = new StringBuilder(bounded.length());
        for (String line : bounded.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            if (line.length() < 600 && FOOTER.matcher(line).matches() && own.length() > 0) {
                break;
            }
            if (!line.startsWith(">")) {
                own.append(line).append('\n');
            }
        }
        return own.toString();
    }

    /** The ids in the first bracket that holds any, and in those that follow it at once; without brackets the first id. */
    private static List<CveId> leads(String subject, List<CveId> all) {
        List<CveId> bracketed = bracketed(subject);
        return bracketed.isEmpty() ? all.stream().limit(1).toList() : bracketed;
    }

    private static List<CveId> bracketed(String subject) {
        Set<CveId> found = new LinkedHashSet<>();
        Matcher bracket = BRACKET.matcher(subject);
        int end = -1;
        while (bracket.find()) {
            List<CveId> ids = CveId.in(bracket.group(1));
            boolean follows = end < 0
                    || BETWEEN.matcher(subject.substring(end, bracket.start())).matches();
            if (!ids.isEmpty() && follows) {
                found.addAll(ids);
                end = bracket.end();
            }
        }
        return List.copyOf(found);
    }

    private static List<CveId> linked(List<Link> links) {
        return links.stream().flatMap(link -> link.record().stream()).distinct().toList();
    }

    /** Without the links to the records of the other advisories in the same mail. */
    private static List<Link> without(List<Link> links, CveId own, List<CveId> all) {
        return links.stream()
                .filter(link -> link.record()
                        .map(id -> id.equals(own) || !all.contains(id))
                        .orElse(true))
                .toList();
    }

    /** The subject without the list's prefix, marks of replies and updates, labels and ids. */
    static String title(String subject) {
        String rest = subject.strip();
        String before;
        do {
            before = rest;
            rest = LEADING.matcher(rest).replaceFirst("").strip();
        } while (!rest.equals(before));
        Matcher bracket = BRACKET.matcher(rest);
        if (bracket.find()
                && bracket.end() == rest.length()
                && CVE_ONLY.matcher(bracket.group(1).strip()).matches()) {
            rest = rest.substring(0, bracket.start()).strip();
        }
        return rest.length() > LONGEST_TITLE ? rest.substring(0, LONGEST_TITLE).strip() : rest;
    }

    private static final Pattern LEADING = Pattern.compile(
            "^(?:\\[[^\\[\\]]{0,400}\\]|(?:re|fwd?|aw|wg|antw|sv|title|subject)\\s*:|(?:" + UPDATE_WORDS
                    + ")\\s*[:\\u2013\\u2014-]|(?:" + UPDATE_WORDS
                    + ")(?=\\s*\\[)|CVE-\\d{4}-\\d{4,19}\\s*[:,\\u2013\\u2014-]|[,:;&\\u2013\\u2014-])\\s*",
            Pattern.CASE_INSENSITIVE);

    /** A part of a mail with several advisories. */
    private record Section(Optional<CveId> id, String title, String text) {}

    private record Start(int at, Optional<CveId> id, String title) {}

    /** Empty where the mail is about one advisory. */
    private static List<Section> sections(String text, List<CveId> leads) {
        List<Section> byHeading = withStatements(text, headings(text));
        if (byHeading.stream().map(Section::id).distinct().count() > 1) {
            return byHeading;
        }
        List<Section> bySentence = withStatements(text, sentences(text));
        List<Section> named = new ArrayList<>();
        for (int i = 0; i < bySentence.size(); i++) {
            Section section = bySentence.get(i);
            List<CveId> linked = linked(Links.in(section.text));
            Optional<CveId> id = linked.stream().filter(leads::contains).findFirst();
            if (id.isEmpty() && leads.size() == bySentence.size()) {
                id = Optional.of(leads.get(i));
            }
            named.add(new Section(id.or(() -> linked.stream().findFirst()), "", section.text));
        }
        return named.size() > 1 && named.stream().map(Section::id).distinct().count() == named.size()
                ? named
                : List.of();
    }

    private static List<Start> headings(String text) {
        List<Start> starts = new ArrayList<>();
        Matcher heading = HEADING.matcher(text);
        while (heading.find() && starts.size() < 4 * MOST_ADVISORIES) {
            String id = heading.group(1) != null ? heading.group(1) : heading.group(2);
            String title = heading.group(3) == null ? "" : heading.group(3).strip();
            if (!title.contains("://")) {
                starts.add(new Start(heading.start(), CveId.parse(id), title));
            }
        }
        return starts;
    }

    private static List<Start> sentences(String text) {
        List<Start> starts = new ArrayList<>();
        Matcher sentence = STARTED.matcher(text.replace('\n', ' '));
        while (sentence.find() && starts.size() < MOST_ADVISORIES) {
            starts.add(new Start(sentence.start(), Optional.empty(), ""));
        }
        return starts;
    }

    /** From each start to the next; what says no severity is part of the one before. */
    private static List<Section> withStatements(String text, List<Start> starts) {
        List<Start> kept = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1).at : text.length();
            if (Statement.in(text.substring(starts.get(i).at, end)).form != Form.NONE) {
                kept.add(starts.get(i));
            }
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            int end = i + 1 < kept.size() ? kept.get(i + 1).at : text.length();
            sections.add(new Section(kept.get(i).id, kept.get(i).title, text.substring(kept.get(i).at, end)));
        }
        return sections;
    }

    /** What a text says of severity and of what is affected. */
    private record Statement(Optional<String> word, Form form, Optional<String> affected) {
        static Statement in(String text) {
            String flow = flow(text);
            Matcher sentence = SENTENCE.matcher(flow);
            if (sentence.find()) {
                boolean template = sentence.group(2) == null
                        && sentence.group(4) == null
                        && sentence.group(3).strip().equalsIgnoreCase("vulnerability")
                        && sentence.group(5).equalsIgnoreCase("affecting");
                return new Statement(
                        Optional.of(sentence.group(1)),
                        template ? Form.TEMPLATE : Form.OTHER,
                        Optional.of(sentence.group(6).strip()));
            }
            Optional<String> affected = first(AFFECTING, flow);
            Optional<String> word = first(STARTED, flow)
                    .or(() -> first(SEVERITY_LINE, text))
                    .or(() -> first(OF_SEVERITY, flow))
                    .or(() -> first(BEFORE_SEVERITY, flow));
            return new Statement(word, word.isPresent() ? Form.OTHER : Form.NONE, affected);
        }

        /** Each paragraph on one line, with single blanks. */
        private static String flow(String text) {
            StringBuilder flow = new StringBuilder(text.length());
            for (String line : text.split("\n", -1)) {
                if (line.isBlank()) {
                    flow.append('\n');
                } else {
                    flow.append(BLANKS.matcher(line.strip()).replaceAll(" ")).append(' ');
                }
            }
            return flow.toString().replace(" \n", "\n");
        }

        private static Optional<String> first(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
        }
    }
}
