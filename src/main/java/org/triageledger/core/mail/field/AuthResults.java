package org.triageledger.core.mail.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Domains;

/**
 * One Authentication-Results field (RFC 8601 §2.2): who says it, and what was found. Comments are dropped, quoted strings
 * unquoted; what makes no sense is left out, so that nothing is read into a field that its writer did not write. Never throws.
 *
 * @param server the authserv-id, in lower case
 */
public record AuthResults(String server, List<Result> results) {
    private static final int LONGEST = 20_000;
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]+");
    private static final Pattern INSTANCE = Pattern.compile("^\\s*i\\s*=\\s*\\d{1,2}\\s*;");
    private static final Pattern MARK = Pattern.compile(" ?([=./]) ?");

    /**
     * One method's result.
     *
     * @param properties such as {@code header.d}, all in lower case
     */
    record Result(String method, String result, Map<String, String> properties) {
        boolean passed(String name) {
            return method.equals(name) && result.equals("pass");
        }

        Optional<String> property(String name) {
            return Optional.ofNullable(properties.get(name));
        }

        /** The domain in a property that holds a domain or an address; servers may write it in Unicode (RFC 8616 §5). */
        Optional<String> domain(String name) {
            return property(name)
                    .map(value -> Domains.folded(value.substring(value.lastIndexOf('@') + 1)))
                    .filter(value -> !value.isEmpty());
        }
    }

    public static Optional<AuthResults> parse(String field) {
        if (field.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> parts = split(withoutComments(field));
        String[] head = parts.getFirst().strip().split("\\s+");
        String server = unquoted(head[0]).toLowerCase(Locale.ROOT);
        // What blanks cannot part and no server's name holds (RFC 8601 §2.5 wants a token of RFC 2045 or a quoted
        // string).
        boolean broken = server.chars().anyMatch(c -> c <= ' ' || c == 0x7f || Character.isWhitespace(c));
        if (server.isEmpty() || broken || head.length > 2 || (head.length == 2 && !head[1].equals("1"))) {
            return Optional.empty();
        }
        List<Result> results = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
            result(part).ifPresent(results::add);
        }
        return Optional.of(new AuthResults(server, List.copyOf(results)));
    }

    /** A field that begins with its first result and names no server, as Exchange Online writes it. */
    static Optional<AuthResults> withoutServer(String field) {
        String head = field.split(";", 2)[0];
        return head.indexOf('=') > 0 ? parse("unnamed; " + field) : Optional.empty();
    }

    private static Optional<Result> result(String part) {
        // Blanks may stand around the equals sign, the dot of a property and the slash of a version.
        String tight = BLANKS.matcher(part.strip()).replaceAll(" ");
        String[] words = MARK.matcher(tight).replaceAll("$1").split(" ");
        String[] first = words[0].split("=", 2);
        if (first.length != 2 || first[0].isEmpty() || first[1].isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> properties = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length == 2) {
                // Said twice is said by nobody.
                properties.merge(
                        pair[0].toLowerCase(Locale.ROOT),
                        unquoted(pair[1]).toLowerCase(Locale.ROOT),
                        (text, two) -> text.equals(two) ? text : "");
            }
        }
        String method = first[0].toLowerCase(Locale.ROOT);
        int version = method.indexOf('/');
        return Optional.of(new Result(
                version < 0 ? method : method.substring(0, version), first[1].toLowerCase(Locale.ROOT), properties));
    }

    /** At semicolons outside of quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == ';' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                quoted = quoted != (c == '"');
                // Blanks within quotes must not split a value into words.
                part.append(quoted && Character.isWhitespace(c) ? '\u00a0' : c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** An ARC set's field (RFC 8617 §4.1.1) has a number before what is otherwise the same. */
    static String withoutInstance(String field) {
        return INSTANCE.matcher(field).replaceFirst("");
    }

    public static String withoutComments(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                if (depth == 0) {
                    plain.append(c).append(text.charAt(i + 1));
                }
                i++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
                plain.append(c);
            } else if (c == '(' && !quoted) {
                depth++;
                plain.append(' ');
            } else if (c == ')' && !quoted && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
