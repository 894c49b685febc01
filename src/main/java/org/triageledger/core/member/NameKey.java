package org.triageledger.core.member;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name as it is compared: without regard to case, accents and white space. Two spellings of one name have one key; people who
 * write their name in more than one way have aliases.
 */
public record NameKey(String value) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    public static NameKey of(String name) {
        String apart = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String plain = MARKS.matcher(apart).replaceAll("");
        StringBuilder folded = new StringBuilder(plain.length());
        plain.chars().forEach(c -> folded.append(base((char) c)));
        return new NameKey(SPACE.matcher(folded).replaceAll(" ").strip());
    }

    /** Letters whose stroke is no accent to Unicode, although people leave it out like one. */
    private static String base(char letter) {
        return switch (letter) {
            case 'ł' -> "l";
            case 'ø' -> "o";
            case 'đ', 'ð' -> "d";
            case 'ħ' -> "h";
            case 'ı' -> "i";
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'þ' -> "th";
            default -> String.valueOf(letter);
        };
    }
}
