package org.triageledger.attacks;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.triageledger.core.member.Roster;

/**
 * One attack or situation: what is sent, and the right outcome. The form is described in {@code
 * src/test/resources/attacks/README.md}.
 *
 * @param name of the file, without its ending
 * @param settings of the source, by name, in the order given
 * @param credited ids of the members who get a credit; exactly these
 * @param waits ids of the members who have work that waits for a decision, and {@value Outcome#UNNAMED} for a question that names
 *     no member; exactly these; not compared where empty
 * @param verdicts the words of the verdicts to compare, by member
 * @param facts what is found of single mails
 * @param fixed names of header fields, in lower case, that no sender writes here
 * @param mboxes each imported by itself
 */
record AttackFile(
        String name,
        String situation,
        String right,
        Map<String, List<String>> settings,
        Roster roster,
        LocalDate asOf,
        SortedSet<String> credited,
        Optional<SortedSet<String>> waits,
        Map<String, String> verdicts,
        List<Fact> facts,
        Set<String> fixed,
        List<Mbox> mboxes) {
    /**
     * Mails that are imported together.
     *
     * @param internalDate the INTERNALDATE of each, if they come by IMAP; the times in From lines are then unknown
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mbox(byte[] bytes, Optional<Instant> internalDate) {}

    /**
     * What is found of one mail.
     *
     * @param field the word in the file: {@code automation}, {@code author} or {@code lines}
     * @param mail its number in the file, from 1, over all mboxes
     */
    record Fact(String field, int mail, String value) {}

    static final String NOBODY = "nobody";

    /** In {@code waits}: something waits, whatever it is. */
    static final String SOMETHING = "something";

    private static final String MAIL = "--- mail";
    private static final String INTERNALDATE = MAIL + " internaldate ";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** A file that is not written as it must be; the message says where, and what to do. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String file, int line, String what) {
            super(file + ".txt, line " + line + ": " + what);
        }
    }

    /**
     * @param text of the file, each byte one character, for mail may hold any bytes
     * @throws Malformed where it is not written as it must be
     */
    static AttackFile parse(String name, String text) {
        return new Parser(name).parse(text);
    }

    private static final class Parser {
        private final String name;
        private final Map<String, String> single = new TreeMap<>();
        private final Map<String, List<String>> settings = new TreeMap<>();
        private final Map<String, String> verdicts = new TreeMap<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<StringBuilder> mboxes = new ArrayList<>();
        private final List<Optional<Instant>> internalDates = new ArrayList<>();
        private int line;

        Parser(String name) {
            this.name = name;
        }

        AttackFile parse(String text) {
            for (String raw : text.split("(?<=\n)", -1)) {
                line++;
                String bare = raw.stripTrailing();
                if (bare.equals(MAIL) || bare.startsWith(INTERNALDATE)) {
                    mboxes.add(new StringBuilder());
                    internalDates.add(
                            bare.equals(MAIL)
                                    ? Optional.empty()
                                    : Optional.of(time(bare.substring(INTERNALDATE.length()))));
                } else if (!mboxes.isEmpty()) {
                    mboxes.getLast().append(raw);
                } else if (!bare.isBlank() && !bare.startsWith("#")) {
                    field(new String(bare.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                }
            }
            if (mboxes.isEmpty()) {
                throw wrong("no mail: write `" + MAIL + "` on a line of its own, and an mbox below it");
            }
            LocalDate asOf = day(single.getOrDefault("as-of", "2026-11-26"));
            Roster roster =
                    Rosters.parse(single.getOrDefault("roster", "ada admin, bob github bob-x, cia, dan"), this::wrong);
            SortedSet<String> credited = members("credited", roster, need("credited"));
            Optional<SortedSet<String>> waits =
                    Optional.ofNullable(single.get("waits")).map(members -> members("waits", roster, members));
            verdicts.keySet().forEach(member -> known("verdict", roster, member));
            return new AttackFile(
                    name,
                    need("situation"),
                    need("right") + ": " + need("why"),
                    settings,
                    roster,
                    asOf,
                    credited,
                    waits,
                    verdicts,
                    facts,
                    Set.of(COMMA.split(single.getOrDefault("fixed", "").toLowerCase(Locale.ROOT))),
                    IntStream.range(0, mboxes.size())
                            .mapToObj(at -> new Mbox(bytes(mboxes.get(at).toString()), internalDates.get(at)))
                            .toList());
        }

        /** What {@code null:} names stands in the mails for the byte 0, which a text file does not hold. */
        private byte[] bytes(String mails) {
            String sign = single.getOrDefault("null", "");
            return (sign.isEmpty() ? mails : mails.replace(sign, "\0")).getBytes(StandardCharsets.ISO_8859_1);
        }

        private void field(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw wrong("neither `name: value` nor a comment: begin comments with #");
            }
            String field = text.substring(0, colon).strip();
            String value = text.substring(colon + 1).strip();
            switch (field) {
                case "situation", "right", "why", "roster", "as-of", "credited", "waits", "fixed", "null" -> {
                    if (single.put(field, value) != null) {
                        throw wrong("`" + field + "` stands here twice: keep one");
                    }
                }
                case "option" -> {
                    String[] words = BLANKS.split(value, 2);
                    if (!Settings.KNOWN.contains(words[0])) {
                        throw wrong("unknown option `" + words[0] + "`: write one of " + Settings.KNOWN);
                    }
                    settings.computeIfAbsent(words[0], first -> new ArrayList<>())
                            .add(words.length > 1 ? words[1] : "");
                }
                case "verdict" -> {
                    for (String eachText : COMMA.split(value)) {
                        String[] words = BLANKS.split(eachText);
                        if (words.length != 2) {
                            throw wrong("`" + eachText + "` is no verdict: write `bob active`");
                        }
                        verdicts.put(words[0], words[1]);
                    }
                }
                case "automation", "author", "lines" -> fact(field, value);
                default ->
                    throw wrong("unknown field `" + field + "`: write situation, right, why, option, roster, as-of,"
                            + " fixed, null, credited, waits, verdict, automation, author or lines");
            }
        }

        private void fact(String field, String value) {
            String[] words = BLANKS.split(value, 2);
            if (words.length != 2 || !words[0].matches("[1-9]\\d{0,3}")) {
                throw wrong("write the number of the mail, counted from 1, and the " + field);
            }
            facts.add(new Fact(
                    field, Integer.parseInt(words[0]), BLANKS.matcher(words[1]).replaceAll(" ")));
        }

        private String need(String field) {
            String value = single.getOrDefault(field, "");
            if (value.isEmpty()) {
                throw wrong("`" + field + ":` is missing: add it above the first mail");
            }
            return value;
        }

        private SortedSet<String> members(String field, Roster roster, String value) {
            SortedSet<String> members = new TreeSet<>();
            if (!value.equals(NOBODY)) {
                for (String member : COMMA.split(value)) {
                    if (!member.equals(Outcome.UNNAMED) && !(field.equals("waits") && member.equals(SOMETHING))) {
                        known(field, roster, member);
                    }
                    members.add(member);
                }
            }
            return members;
        }

        private void known(String field, Roster roster, String member) {
            if (roster.withId(member).isEmpty()) {
                throw wrong("`" + field + "` names " + member + ", who is not in the roster: add them to `roster:`");
            }
        }

        private LocalDate day(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw wrong("`" + text + "` is no day: write it as 2026-11-26");
            }
        }

        private Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw wrong("`" + text + "` is no time: write it as 2026-11-26T10:00:00Z");
            }
        }

        private Malformed wrong(String what) {
            return new Malformed(name, line, what);
        }
    }
}
