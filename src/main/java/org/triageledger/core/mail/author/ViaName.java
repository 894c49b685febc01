package org.triageledger.core.mail.author;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Mailbox;

/**
 * The display name that a list writes into From, such as {@code Ada Example via Security}: the captured name of the author, the
 * word "via" in the language of the list, and the list's name. A name is never enough to say who somebody is; it only tells
 * which of the addresses in other fields the list put there.
 *
 * @param captured readings of the author's name, shortest first; more than one where several words "via" stand in it, as when
 *     two lists forwarded the mail; empty where the name has not that form
 */
public record ViaName(String name, List<String> captured) {
    /** How well a mailbox fits the captured name. */
    enum Fit {
        YES,
        /** It has no name of its own to compare. */
        UNKNOWN,
        NO
    }

    /** "via" as the catalogues of Mailman, Sympa and Google Groups have it. */
    private static final Pattern WORD = Pattern.compile(
            "\\s(?:via|über|durch|par|através de|por|vía|a través de|mitjançant|tramite|attraverso|przez|za pośrednictvím|prostřednictvím"
                    + "|přes|cez|через|чрез|preko|prin|prin intermediul|gennem|gjennom|genom|kautta|kaudu|per|keresztül|aracılığıyla"
                    + "|üzerinden|μέσω|melalui|qua|bidez|mediante|通过|通過|透過|經由|经由|経由|を経由して|を介して|を通じて|을 통해|를 통해|عبر|באמצעות)(?=[\\s)）]|$)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    public static ViaName of(String name) {
        List<String> captured = new ArrayList<>();
        Matcher word = WORD.matcher(name);
        while (word.find()) {
            captured.add(unquoted(name.substring(0, word.start())));
        }
        captured.removeIf(String::isEmpty);
        return new ViaName(name, List.copyOf(captured));
    }

    /** Whether the name has the form that a list gives it. */
    boolean isPresent() {
        return !captured.isEmpty();
    }

    /** The author's name where just one reading is possible, or the shortest. */
    String author() {
        return captured.isEmpty() ? "" : captured.getFirst();
    }

    /** What stands behind the last word "via", or the empty string. */
    String list() {
        Matcher word = WORD.matcher(name);
        int end = name.length();
        while (word.find()) {
            end = word.end();
        }
        return name.substring(end).strip();
    }

    public Fit fit(Mailbox mailbox) {
        if (captured.stream().anyMatch(text -> names(text, mailbox))) {
            return Fit.YES;
        }
        boolean nameless = mailbox.name().isEmpty() || mailbox.name().indexOf('@') >= 0;
        if (nameless) {
            return Fit.UNKNOWN;
        }
        // Languages that put the word behind the list's name, before or behind the author's.
        String own = plain(mailbox.name());
        String all = plain(name);
        if (captured.stream().anyMatch(text -> BrokenNames.same(plain(text), own))) {
            return BrokenNames.tell(own) && captured.stream().allMatch(text -> BrokenNames.tell(plain(text)))
                    ? Fit.YES
                    : Fit.UNKNOWN;
        }
        boolean beside = all.startsWith(own + " ") || all.endsWith(" " + own);
        return own.indexOf(' ') > 0 && beside ? Fit.YES : Fit.NO;
    }

    /** A list that knows no name writes the address, or (Mailman) its local part, with dashes for what it hides. */
    private static boolean names(String captured, Mailbox mailbox) {
        if (captured.endsWith("---")) {
            return captured.substring(0, captured.length() - 3)
                    .toLowerCase(Locale.ROOT)
                    .equals(mailbox.address().local());
        }
        if (captured.indexOf('@') >= 0) {
            return Address.parse(captured).map(mailbox.address()::equals).orElse(false);
        }
        return same(captured, mailbox.name())
                || captured.toLowerCase(Locale.ROOT).equals(mailbox.address().local());
    }

    /** Whether two names are one, whatever their order ("Example, Ada"), case, quotes and accents' encoding. */
    static boolean same(String one, String other) {
        String first = plain(one);
        String second = plain(other);
        return !first.isEmpty() && (first.equals(second) || sorted(first).equals(sorted(second)));
    }

    private static List<String> sorted(String words) {
        String[] parts = words.split(" ");
        Arrays.sort(parts);
        return List.of(parts);
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        boolean blank = false;
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isWhitespace(c) || "\"'.,()[]\u2018\u2019\u201c\u201d".indexOf(c) >= 0) {
                blank = true;
            } else {
                if (blank && !plain.isEmpty()) {
                    plain.append(' ');
                }
                blank = false;
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String unquoted(String name) {
        String text = name.strip();
        int from = 0;
        int to = text.length();
        while (from < to && "'\"\u2018\u2019\u201c\u201d".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "'\"\u2018\u2019\u201c\u201d".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to).strip();
    }
}
