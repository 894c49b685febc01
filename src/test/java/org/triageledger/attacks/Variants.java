package org.triageledger.attacks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The same attack, written otherwise: each header field of each mail repeated a thousand times, folded, among comments, and
 * encoded. None of that may credit anybody more.
 */
final class Variants {
    private static final int TIMES = 1000;
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\n]+");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+:");
    private static final Pattern PARENTHESES = Pattern.compile("[()]");

    /** What servers write, and no sender: the last of several is taken for one of the sender's own. */
    private static final Set<String> OF_SERVERS =
            Set.of("authentication-results", "received", "return-path", "arc-authentication-results");

    /** Ways to write a value; each is given the value, and writes the lines of the whole field behind its name. */
    private static final Map<String, UnaryOperator<String>> WAYS = new TreeMap<>(Map.of(
            "folded", value -> "\n\t" + BLANKS.matcher(value).replaceAll("\n\t"),
            "among comments",
                    value -> "(a comment) " + value + " ("
                            + PARENTHESES.matcher(value).replaceAll("") + ")",
            "behind nested comments", value -> "(".repeat(TIMES) + ")".repeat(TIMES) + " " + value,
            "encoded", Variants::encoded,
            "encoded in words",
                    value -> Arrays.stream(BLANKS.split(value))
                            .map(Variants::encoded)
                            .collect(Collectors.joining(" "))));

    private Variants() {}

    /**
     * @param mbox the number of the changed one, from 0
     * @param what was done to which field
     */
    record Variant(int mbox, String what, AttackFile.Mbox changed) {}

    static List<Variant> of(AttackFile attack) {
        List<Variant> variants = new ArrayList<>();
        for (int at = 0; at < attack.mboxes().size(); at++) {
            AttackFile.Mbox mbox = attack.mboxes().get(at);
            List<Piece> pieces = pieces(new String(mbox.bytes(), StandardCharsets.ISO_8859_1));
            for (int piece = 0; piece < pieces.size(); piece++) {
                if (isOfTheSender(pieces, piece, attack.fixed())) {
                    add(variants, at, mbox, pieces, piece);
                }
            }
        }
        return variants;
    }

    private static void add(List<Variant> variants, int at, AttackFile.Mbox mbox, List<Piece> pieces, int piece) {
        String field = pieces.get(piece).text;
        int colon = field.indexOf(':');
        String name = field.substring(0, colon);
        String value = field.substring(colon + 1).strip();
        Map<String, String> written = new TreeMap<>();
        written.put("repeated", field.repeat(TIMES));
        WAYS.forEach((way, write) -> written.put(way, name + ": " + write.apply(value) + "\n"));
        written.forEach((way, text) -> {
            StringBuilder changed = new StringBuilder();
            for (int i = 0; i < pieces.size(); i++) {
                changed.append(i == piece ? text : pieces.get(i).text);
            }
            variants.add(new Variant(
                    at,
                    name + " of mail " + pieces.get(piece).mail + " " + way,
                    new AttackFile.Mbox(
                            changed.toString().getBytes(StandardCharsets.ISO_8859_1), mbox.internalDate())));
        });
    }

    /**
     * A line, or a header field with the lines it goes on in.
     *
     * @param mail its number in the mbox, from 1
     * @param name of the field in lower case, or the empty string
     */
    private record Piece(String text, int mail, String name) {}

    private static List<Piece> pieces(String mbox) {
        List<Piece> pieces = new ArrayList<>();
        boolean header = false;
        boolean afterEmpty = true;
        int mail = 0;
        for (String line : mbox.split("(?<=\n)")) {
            boolean begins = afterEmpty && line.startsWith("From ");
            mail += begins ? 1 : 0;
            boolean field = header && FIELD.matcher(line).lookingAt();
            if (header && !line.isBlank() && BLANKS.matcher(line).lookingAt()) {
                Piece last = pieces.removeLast();
                pieces.add(new Piece(last.text + line, mail, last.name));
            } else {
                pieces.add(new Piece(
                        line, mail, field ? line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT) : ""));
            }
            header = begins || header && !line.isBlank();
            afterEmpty = line.isBlank();
        }
        return pieces;
    }

    private static boolean isOfTheSender(List<Piece> pieces, int at, Set<String> fixed) {
        Piece piece = pieces.get(at);
        if (piece.name.isEmpty() || fixed.contains(piece.name)) {
            return false;
        }
        List<Piece> alike = pieces.stream()
                .filter(eachPiece -> eachPiece.mail == piece.mail && eachPiece.name.equals(piece.name))
                .toList();
        return !OF_SERVERS.contains(piece.name) || alike.size() > 1 && piece.equals(alike.getLast());
    }

    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1)) + "?=";
    }
}
