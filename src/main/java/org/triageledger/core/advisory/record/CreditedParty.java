package org.triageledger.core.advisory.record;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.member.NameKey;

/**
 * Whom a credit names: {@code Ada Example (https://github.com/ada-x)}, {@code Ada Example} or {@code github.com/ada-x}.
 *
 * @param name without the accounts and what stands in parentheses behind it; may be empty
 * @param logins accounts on GitHub, in lower case
 * @param bot whether it is a program
 */
public record CreditedParty(String name, SortedSet<String> logins, boolean bot) {
    /**
     * An address of an account: of this host itself, and with one part in its path. Accounts have up to 39 letters, digits and
     * hyphens.
     */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?<![A-Za-z0-9./@_-])(?:https?://)?(?:www\\.)?github\\.com/([^\\s()<>\\[\\],;]*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})");
    private static final Pattern PARENTHESES = Pattern.compile("[(\\[<][^()\\[\\]<>]{0,200}[)\\]>]");
    private static final Pattern BOT = Pattern.compile("(?i)\\[bot\\]|%5bbot%5d|[a-z0-9]-bot\\W*$");
    private static final int LONGEST = 300;

    /** Reads what a credit says; never throws. */
    public static CreditedParty of(String value) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        SortedSet<String> logins = new TreeSet<>();
        boolean app = false;
        Matcher found = ACCOUNT.matcher(text);
        while (found.find()) {
            String path = found.group(1).replaceFirst("[?#].*", "").replaceFirst("/+$", "");
            app |= path.toLowerCase(Locale.ROOT).startsWith("apps/");
            if (LOGIN.matcher(path).matches()) {
                logins.add(path.toLowerCase(Locale.ROOT));
            }
        }
        boolean bot = app || BOT.matcher(text).find() || logins.stream().anyMatch(login -> login.endsWith("-bot"));
        String rest = ACCOUNT.matcher(text).replaceAll(" ");
        String name = PARENTHESES
                .matcher(rest)
                .replaceAll(" ")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        return new CreditedParty(name.replaceAll("^[\\s,;:()-]+|[\\s,;:()-]+$", ""), logins, bot);
    }

    /** Whether it names nobody. */
    public boolean isEmpty() {
        return name.isEmpty() && logins.isEmpty();
    }

    /** By which a person says once who it is, for all records: the name as names are compared, and the accounts. */
    public String key() {
        String plain = NameKey.of(name).value();
        return logins.isEmpty()
                ? plain
                : (plain + " (github.com/" + String.join(", github.com/", logins) + ")").strip();
    }

    /** The parts of a name, as they are compared, without full stops and commas. */
    private static List<String> parts(String name) {
        return List.of(NameKey.of(name).value().replaceAll("[.,]", " ").strip().split("\\s+"));
    }

    /**
     * Whether two names may be one person's: the same last part, and first parts of which one begins the other (Greg and Gregory, G.
     * and Gregory, with or without names in between), or the same parts in another order.
     */
    static boolean mayBeOne(String one, String other) {
        List<String> first = parts(one);
        List<String> second = parts(other);
        if (first.size() < 2 || second.size() < 2) {
            return false;
        }
        boolean begins = first.getFirst().startsWith(second.getFirst())
                || second.getFirst().startsWith(first.getFirst());
        return begins && first.getLast().equals(second.getLast()) || new TreeSet<>(first).equals(new TreeSet<>(second));
    }
}
