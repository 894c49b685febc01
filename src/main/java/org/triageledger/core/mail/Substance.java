package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What of a text its author wrote: without quotes, the lines that introduce them, signatures, list footers and armour.
 *
 * @param lines authored lines that hold at least a letter or digit, stripped
 * @param forwards whether it carries a forwarded mail inline
 */
record Substance(List<String> lines, boolean forwards) {
    private static final Pattern QUOTE = Pattern.compile("^\\s{0,4}(?:[A-Za-z]{0,3}>|\\|\\s).*");

    /** Words for "wrote" at the end of the line that introduces a quote, in the languages mailers speak. */
    private static final Pattern ATTRIBUTION_END = Pattern.compile(
            ".*\\b(?:wrote|writes|writes on|said|schrieb|schrieb am|a écrit|escribió|escreveu|ha scritto|schreef|skrev|kirjoitti"
                    + "|napisał|napisal|napsal|napsal\\(a\\)|писал|написал|пишет|написав|yazdı|írta|wrote on behalf)\\b[^:]{0,60}[:：]\\s*$"
                    + "|.*(?:写道|寫道|のメッセージ|作成|님이 작성)[:：]?\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern ATTRIBUTION_START = Pattern.compile(
            "^\\s*(?:on|am|le|el|il|em|op|den|dne|w dniu|quoting|at|in message)\\b.*\\d.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern ORIGINAL = Pattern.compile(
            "^\\s*[-_=*]{3,}\\s*(?:original message|original appointment|ursprüngliche nachricht|message d'origine|mensaje original"
                    + "|messaggio originale|mensagem original|oorspronkelijk bericht|originalmeddelande|reply message|"
                    + "исходное сообщение|原始邮件|元のメッセージ)\\s*[-_=*]{3,}.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern FORWARD = Pattern.compile(
            "^\\s*(?:[-_=*]{2,}\\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|"
                    + "messaggio inoltrato|mensagem encaminhada|forwarded by|begin forwarded message|forwarded mail).*"
                    + "|begin forwarded message:\\s*)$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern OUTLOOK_FROM = Pattern.compile(
            "^\\s*\\*?(?:from|von|de|da|van|från|fra|lähettäjä|od|от|差出人|发件人)\\s*:\\*?.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern OUTLOOK_SENT = Pattern.compile(
            "^\\s*\\*?(?:sent|date|gesendet|datum|envoyé|enviado|inviato|data|verzonden|skickat|sendt|lähetetty|wysłano|дата|отправлено|送信日時|发送时间|to|an|subject|betreff)\\s*:\\*?.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern RULE = Pattern.compile("^\\s*[_=]{20,}\\s*$");
    private static final Pattern ARMOUR_BEGIN =
            Pattern.compile("^-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-----.*");
    private static final Pattern ARMOUR_END = Pattern.compile("^-----END PGP .*");
    private static final Pattern SIGNED =
            Pattern.compile("^(?:-----BEGIN PGP SIGNED MESSAGE-----|Hash: [A-Za-z0-9-]+)\\s*$");
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST = 4_000;

    static Substance of(String text) {
        List<String> all = text.lines().limit(MOST_LINES).map(Substance::clip).toList();
        List<String> authored = new ArrayList<>();
        boolean forwards = false;
        boolean armour = false;
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (armour) {
                armour = !ARMOUR_END.matcher(line).matches();
            } else if (line.equals("-- ") || line.equals("--") || isFooter(all, i)) {
                break;
            } else if (ORIGINAL.matcher(line).matches() || isOutlookBlock(all, i)) {
                break;
            } else if (FORWARD.matcher(line).matches()) {
                forwards = true;
                break;
            } else if (ARMOUR_BEGIN.matcher(line).matches()) {
                armour = true;
            } else if (!SIGNED.matcher(line).matches() && !QUOTE.matcher(line).matches()) {
                int end = attribution(all, i);
                if (end > i) {
                    i = end - 1;
                } else if (line.chars().anyMatch(Character::isLetterOrDigit)
                        || line.strip().length() > 1 && isSymbols(line)) {
                    authored.add(line.strip());
                }
            }
        }
        return new Substance(authored, forwards);
    }

    private static String clip(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** A line such as {@code +1} or an emoji says something; a ruler of dashes does not. */
    private static boolean isSymbols(String line) {
        return line.strip().codePoints().anyMatch(c -> c > 0x2fff);
    }

    /** What Mailman and its kin put below a mail: a ruler of underscores, and a line or two on the list. */
    private static boolean isFooter(List<String> all, int at) {
        if (!RULE.matcher(all.get(at)).matches()) {
            return false;
        }
        for (int i = at + 1; i < Math.min(all.size(), at + 4); i++) {
            String line = all.get(i).toLowerCase(Locale.ROOT);
            if (line.contains("mailing list")
                    || line.contains("listinfo")
                    || line.contains("unsubscribe")
                    || line.contains("lists.")
                    || line.contains("/lists/")
                    || line.contains("mailman")) {
                return true;
            }
        }
        return false;
    }

    /** Outlook repeats fields of what is answered: From, then Sent or To within the next lines; a ruler may stand above. */
    private static boolean isOutlookBlock(List<String> all, int at) {
        int first = RULE.matcher(all.get(at)).matches() ? at + 1 : at;
        if (first >= all.size() || !OUTLOOK_FROM.matcher(all.get(first)).matches()) {
            return false;
        }
        long fields = all.subList(first + 1, Math.min(all.size(), first + 5)).stream()
                .filter(line -> OUTLOOK_SENT.matcher(line).matches())
                .count();
        return fields >= 2;
    }

    /** Where the lines that introduce a quote end, or {@code at} where none begin there. A quote must follow. */
    private static int attribution(List<String> all, int at) {
        for (int end = at + 1; end <= Math.min(all.size(), at + 3); end++) {
            String last = all.get(end - 1);
            if (QUOTE.matcher(last).matches()) {
                return at;
            }
            if (ATTRIBUTION_END.matcher(last).matches()
                    && (end == at + 1 || ATTRIBUTION_START.matcher(all.get(at)).matches())) {
                return quoteFollows(all, end) ? end : at;
            }
            if (last.isBlank()) {
                return at;
            }
        }
        return at;
    }

    private static boolean quoteFollows(List<String> all, int at) {
        for (int i = at; i < Math.min(all.size(), at + 3); i++) {
            if (!all.get(i).isBlank()) {
                return QUOTE.matcher(all.get(i)).matches();
            }
        }
        return true;
    }
}
