package org.triageledger.core.mail.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phrases find what their patterns find. */
class PhrasesTest {
    /** All that the program has, in whatever class. */
    private static final List<Phrases> ALL = new ArrayList<>();

    static {
        for (String name :
                List.of("text.Notices", "text.Taglines", "text.Quotes", "text.MailerWords", "automation.AutoReplies")) {
            try {
                for (Field field :
                        Class.forName("org.triageledger.core.mail." + name).getDeclaredFields()) {
                    if (field.getType() == Phrases.class) {
                        field.setAccessible(true);
                        ALL.add((Phrases) field.get(null));
                    }
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Property(tries = 3000)
    void whatAPatternMatchesIsFoundAmongOtherWords(@ForAll Random random) {
        Phrases phrases = ALL.get(random.nextInt(ALL.size()));
        List<Pattern> patterns = phrases.patterns();
        Pattern one = patterns.get(random.nextInt(patterns.size()));
        String match = new Sample(one.pattern(), random).text();
        String text = random.nextBoolean() ? match : words(random) + match + words(random);

        same(phrases, text);
        same(phrases, cased(text, random));
    }

    @Property(tries = 3000)
    void whatIsCutOrJoinedFromSeveralIsFoundAsByThePatterns(@ForAll Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            Phrases phrases = ALL.get(random.nextInt(ALL.size()));
            Pattern one =
                    phrases.patterns().get(random.nextInt(phrases.patterns().size()));
            String match = new Sample(one.pattern(), random).text();
            int from = random.nextInt(match.length() + 1);
            text.append(match, from, from + random.nextInt(match.length() - from + 1))
                    .append(words(random));
        }
        for (Phrases phrases : ALL) {
            same(phrases, text.toString());
        }
    }

    private static void same(Phrases phrases, String text) {
        String lower = Quotes.lower(text);
        boolean in =
                phrases.patterns().stream().anyMatch(one -> one.matcher(text).find());
        boolean inLower =
                phrases.patterns().stream().anyMatch(one -> one.matcher(lower).find());
        assertThat(phrases.isIn(text)).isEqualTo(in);
        assertThat(phrases.isInLower(text)).isEqualTo(inLower);
        assertThat(phrases.isAll(text))
                .isEqualTo(phrases.patterns().stream()
                        .anyMatch(one -> one.matcher(text).matches()));
        assertThat(phrases.isAllLower(text))
                .isEqualTo(phrases.patterns().stream()
                        .anyMatch(one -> one.matcher(lower).matches()));
        assertThat(phrases.mayBeIn(text)).isIn(true, in || inLower);
    }

    @Test
    void noPhraseIsTriedOnEveryText() {
        assertThat(ALL).hasSizeGreaterThan(10).noneMatch(phrases -> phrases.mayBeIn(""));
        assertThat(ALL)
                .noneMatch(
                        phrases -> phrases.mayBeIn("The quick brown fox jumps over the lazy dog, and naps; it is so."));
    }

    @Test
    void theSplitPatternIsTheWhole() {
        assertThat(Pieces.alternatives("a(?:b|c)|[|]|\\||d")).containsExactly("a(?:b|c)", "[|]", "\\|", "d");
    }

    @Test
    void piecesAreThoseOfEachAlternative() {
        assertThat(Pieces.of("scanned by (?:avg|norton)")).containsExactly(Set.of("scanned by a", "scanned by n"));
        assertThat(Pieces.of("\\bfoo.{0,9}(?:bars?|baz)")).containsExactly(Set.of("foo"), Set.of("bar", "bars", "baz"));
        assertThat(Pieces.of("one(?:two)?[34]")).containsExactly(Set.of("one3", "one4", "onetwo3", "onetwo4"));
        assertThat(Pieces.of("get (?=.*outlook)")).containsExactly(Set.of("outlook"), Set.of("get "));
        assertThat(Pieces.of("(?:one|\\d)")).isEmpty();
        assertThat(Pieces.of("(?:one)*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)a", "a(?<name>b)\\k<name>", "a)b", "(a", "(a)\\1", "*a", "\\Qa\\E?"})
    void aPatternThatIsNotUnderstoodIsRefused(String regex) {
        assertThatIllegalArgumentException().isThrownBy(() -> Phrases.of(regex));
    }

    /** However a pattern or a program changes the case of a letter, it stays the same to the finder. */
    @Test
    void aLetterIsTheSameInEveryCase() {
        for (int i = 0; i <= Character.MAX_VALUE; i++) {
            char c = (char) i;
            char folded = PieceFinder.folded(c);
            String text = String.valueOf(c);
            for (String other :
                    List.of(Quotes.lower(text), text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT))) {
                if (other.length() == 1) {
                    assertThat(PieceFinder.folded(other.charAt(0)))
                            .as("U+%04X", i)
                            .isEqualTo(folded);
                }
            }
        }
    }

    @Test
    void turkishCapitalsAndGreekEndingsAreFound() {
        assertThat(Phrases.of("ileti").isInLower("bu İLETİ")).isTrue();
        assertThat(Phrases.of("στις").isInLower("ΣΤΙΣ 3")).isTrue();
        assertThat(Phrases.of("ios").isInLower("i\u0307os")).isTrue();
    }

    private static String words(Random random) {
        List<String> words =
                Arrays.asList(" ", "\n", "mail", " the virus ", "a", "ß", "İ", "i\u0307", "12:30", "😀", "-", ":");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }

    private static String cased(String text, Random random) {
        StringBuilder cased = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            cased.append(random.nextInt(4) == 0 ? Character.toUpperCase(c) : c);
        }
        return cased.toString();
    }

    /** A text that a pattern may match; where it looks ahead or behind, most do not. */
    private static final class Sample {
        private final String regex;
        private final Random random;
        private int at;

        Sample(String regex, Random random) {
            this.regex = regex;
            this.random = random;
        }

        String text() {
            return alternation();
        }

        private String alternation() {
            List<String> all = new ArrayList<>(List.of(sequence()));
            while (at < regex.length() && regex.charAt(at) == '|') {
                at++;
                all.add(sequence());
            }
            return all.get(random.nextInt(all.size()));
        }

        private String sequence() {
            StringBuilder text = new StringBuilder();
            while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
                String atom = atom();
                for (int i = times(); i > 0; i--) {
                    text.append(atom);
                }
            }
            return text.toString();
        }

        private int times() {
            int times = 1;
            if (at < regex.length()) {
                char c = regex.charAt(at);
                if (c == '?' || c == '*' || c == '+') {
                    at++;
                    times = c == '+' ? 1 : random.nextInt(2);
                } else if (c == '{') {
                    int close = regex.indexOf('}', at);
                    times = Integer.parseInt(regex.substring(at + 1, close).split(",")[0]) + random.nextInt(2);
                    times = regex.substring(at, close).contains(",") ? times : Math.max(1, times - 1);
                    at = close + 1;
                }
                if (at < regex.length() && times >= 0 && (c == '*' || c == '}' || c == '?' || c == '{' || c == '+')) {
                    at += regex.charAt(at) == '?' ? 1 : 0;
                }
            }
            return times;
        }

        private String atom() {
            char c = regex.charAt(at++);
            return switch (c) {
                case '(' -> group();
                case '[' -> member();
                case '\\' -> escaped();
                case '.' -> String.valueOf((char) ('a' + random.nextInt(26)));
                case '^', '$' -> "";
                default -> String.valueOf(c);
            };
        }

        private String group() {
            boolean forbids = regex.startsWith("?!", at);
            boolean behind = regex.startsWith("?<", at);
            boolean ahead = regex.startsWith("?=", at);
            if (regex.charAt(at) == '?') {
                at += behind ? 3 : 2;
            }
            String text = alternation();
            at++;
            return forbids || behind || ahead && random.nextBoolean() ? "" : text;
        }

        private String member() {
            boolean not = regex.charAt(at) == '^';
            int from = at;
            int depth = 1;
            while (depth > 0) {
                char c = regex.charAt(at++);
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                at += c == '\\' ? 1 : 0;
            }
            Pattern one = Pattern.compile("[" + regex.substring(from, at));
            List<String> all =
                    List.of("a", "-", " ", "1", ":", "é", "漢", regex.substring(from, from + 1), "z", ".", "）");
            List<String> fit =
                    all.stream().filter(text -> one.matcher(text).matches()).toList();
            return fit.isEmpty() ? not ? "€" : last(from, one) : fit.get(random.nextInt(fit.size()));
        }

        private String last(int from, Pattern one) {
            for (int i = from; i < at; i++) {
                if (one.matcher(regex.substring(i, i + 1)).matches()) {
                    return regex.substring(i, i + 1);
                }
            }
            return "";
        }

        private String escaped() {
            char c = regex.charAt(at++);
            return switch (c) {
                case 'b', 'B' -> "";
                case 'd' -> String.valueOf(random.nextInt(10));
                case 's' -> " ";
                case 'S', 'w' -> "x";
                case 'n' -> "\n";
                case 'p', 'P' -> {
                    at = regex.indexOf('}', at) + 1;
                    yield "x";
                }
                case 'Q' -> {
                    int end = regex.indexOf("\\E", at);
                    String text = regex.substring(at, end);
                    at = end + 2;
                    yield text;
                }
                default -> String.valueOf(c);
            };
        }
    }
}
