package org.triageledger.core.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How mailers mark what is not the author's: lines of a quote, the lines that introduce one, and whole mails below a mark. The
 * patterns are for lines in lower case: to fold case while matching costs several times as much.
 */
final class Quotes {
    private static final int MOST_FIELDS = 10;

    /** "wrote", with what may stand behind it, at the end of the line that introduces a quote. */
    private static final Pattern WROTE = Pattern.compile(
            "(?:^|.*[\\s>)\\]\",])(?:wrote|writes|said|says|schrieb|schreibt|hat geschrieben|a écrit|ecrit|escribió|escribio|escribe|va escriure|escreveu"
                    + "|ha scritto|scrive|schreef|skrev|kirjoitti|napisał|napisała|napisał\\(a\\)|napisal|pisze|napsal|napsala|napsal\\(a\\)|napísal"
                    + "|писал|писала|писал\\(а\\)|написал|написала|написал\\(а\\)|пишет|написав|пише|yazdı|şunu yazdı|írta|ezt írta|έγραψε|a scris"
                    + "|đã viết|menulis|je napisao|raštė|כתב|كتب)(?:[\\s(].{0,160})?[:：]\\s*$"
                    + "|.*(?:写道|寫道|のメッセージ|さんは書きました|作成|님이 작성|쓴 글)\\s*[:：]?\\s*$");

    /** A date or an address at the end, without a word for "wrote" (Gmail in Japanese, Mutt's {@code * Ada <…> [date]:}). */
    private static final Pattern BARE = Pattern.compile(
            "^\\s*(?:\\d{4}年\\d{1,2}月\\d{1,2}日.{0,80}|\\*\\s.{1,100}\\[.{4,60}]|\\d{4}-\\d{2}-\\d{2}.{5,100}|.{1,100}@[\\w.-]{1,100}[>\"'\\])]{1,4}\\s?.{0,40})[:：]\\s*$");

    private static final Pattern BEGINNING = Pattern.compile(
            "^\\s*(?:on|am|le|el|il|em|op|den|d\\.|dne|dňa|dana|w dniu|at|in (?:message|article)|quoting|il giorno|på|vào|pada|tarihinde|v)\\b.*[\\d@].*");

    private static final Pattern ORIGINAL = Pattern.compile(
            "^\\s*[-_=*]{2,}\\s*(?:original message|original appointment|original e?-?mail|ursprüngliche (?:nachricht|mail)|original(?:-| )?nachricht"
                    + "|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht"
                    + "|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|reply message"
                    + "|wiadomość oryginalna|původní zpráva|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|eredeti üzenet|özgün ileti"
                    + "|původná správa|eredeti levél|mesaj original|αρχικό μήνυμα|ההודעה המקורית|원본 메시지|원본 메일"
                    + "|原始邮件|原始郵件|邮件原件|元のメッセージ|original message from .{1,80})\\s*[-_=*]{2,}.*");

    private static final Pattern FORWARD = Pattern.compile(
            "^\\s*(?:[-_=*]{2,}\\s*(?:forwarded (?:message|mail|by)|start of forwarded message|weitergeleitete (?:nachricht|mail)|message transféré"
                    + "|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|videresendt|vidarebefordrat"
                    + "|przekazana wiadomość|wiadomość przekazana|přeposlaná zpráva|preposlaná správa|továbbított|yönlendirilmiş ileti|iletilen mesaj"
                    + "|välitetty viesti|mesaj redirecționat|προωθημένο μήνυμα|переслане повідомлення|הודעה שהועברה|전달된 (?:메시지|메일)"
                    + "|begin forwarded message|пересылаемое сообщение|пересланное сообщение|转发(?:的)?邮件|转发邮件信息|転送).*"
                    + "|begin forwarded message\\s*:\\s*|anfang der weitergeleiteten nachricht\\s*:\\s*|début du message réexpédié\\s*:\\s*"
                    + "|inicio del mensaje reenviado\\s*:\\s*|inizio messaggio inoltrato\\s*:\\s*)$");

    private static final Pattern FIELD_FROM = Pattern.compile(
            "^\\s*\\*?(?:from|von|de|de la|da|van|från|fra|lähettäjä|od|от|от кого|від|kimden|feladó|από|מאת|差出人|发件人|寄件者|寄件人|發件人|보낸 ?사람)\\s?\\*?[:：]\\*?.*");

    private static final Pattern FIELD = Pattern.compile(
            "^\\s*\\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el| em)?|para|asunto|assunto|inviato|data|a|oggetto"
                    + "|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|dato|lähetetty|vastaanottaja|aihe|wysłano|do|temat|odesláno|komu|předmět"
                    + "|дата|отправлено|кому|тема|надіслано|gönderildi|gönderilme tarihi|tarih|kime|konu|fecha|päiväys|dátum|către|subiect|ημερομηνία|προς|θέμα|נשלח|תאריך|אל|נושא|elküldve|címzett|tárgy|送信日時|日付|宛先|件名|发送时间|日期|收件人|主题|主題|寄件日期|收件者|主旨|보낸 날짜|날짜|받는 ?사람|제목)"
                    + "\\s?\\*?[:：]\\*?.*");

    private static final Pattern ADDRESS = Pattern.compile("<[^<>\\s]{1,200}@[^<>\\s]{1,200}>");

    private static final Pattern ADDRESS_LAST = Pattern.compile(ADDRESS.pattern() + "\\s*$");

    private Quotes() {}

    /** A line of a quote: {@code >}, with initials before it, or a bar. */
    static boolean isQuoted(String line) {
        int at = 0;
        while (at < line.length() && at < 5 && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        int start = at;
        while (at < line.length() && at - start < 3 && isAsciiLetter(line.charAt(at))) {
            at++;
        }
        if (at < line.length() && line.charAt(at) == '>') {
            return true;
        }
        boolean bar = start < line.length() && line.charAt(start) == '|';
        return bar && line.indexOf('|', start + 1) < 0;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** A mark below which a whole mail stands that is answered. */
    static boolean isOriginal(String line) {
        return isRuled(line) && ORIGINAL.matcher(lower(line)).matches();
    }

    /** A mark below which a whole mail stands that is passed on. */
    static boolean isForward(String line) {
        return (isRuled(line) || line.stripTrailing().endsWith(":"))
                && line.length() < 200
                && FORWARD.matcher(lower(line)).matches();
    }

    private static boolean isRuled(String line) {
        String text = line.strip();
        return text.length() > 4
                && text.length() < 300
                && "-_=*".indexOf(text.charAt(0)) >= 0
                && "-_=*".indexOf(text.charAt(1)) >= 0;
    }

    /** Outlook repeats the fields of what is answered: From, and two more within the next lines; a ruler may stand above. */
    static boolean isFields(List<String> lines, int at) {
        int first = at;
        if (isRuler(lines.get(at))) {
            first++;
            while (first < lines.size() && first < at + 3 && lines.get(first).isBlank()) {
                first++;
            }
        }
        if (first >= lines.size()
                || colon(lines.get(first)) < 0
                || !FIELD_FROM.matcher(lower(lines.get(first))).matches()) {
            return false;
        }
        return countFields(lines, first + 1) >= 2;
    }

    private static int countFields(List<String> lines, int from) {
        int count = 0;
        for (int i = from;
                i < Math.min(lines.size(), from + MOST_FIELDS) && !lines.get(i).isBlank();
                i++) {
            if (colon(lines.get(i)) > 0 && FIELD.matcher(lower(lines.get(i))).matches()) {
                count++;
            }
        }
        return count;
    }

    /** Where what is answered begins, below a mark or a ruler and the fields that are repeated there. */
    static int belowFields(List<String> lines, int at) {
        int next = at;
        int limit = Math.min(lines.size(), at + 2 * MOST_FIELDS);
        if (isRuler(lines.get(at)) || isOriginal(lines.get(at))) {
            next++;
        }
        while (next < limit && lines.get(next).isBlank()) {
            next++;
        }
        while (next < limit && !lines.get(next).isBlank() && !isQuoted(lines.get(next))) {
            next++;
        }
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        return next;
    }

    /** Where a field's colon can stand; a cheap look before a dear one. */
    private static int colon(String line) {
        int limit = Math.min(line.length(), 24);
        for (int i = 0; i < limit; i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == '：') {
                return i;
            }
        }
        return -1;
    }

    /** A line of nothing but rules, at least twenty long. */
    static boolean isRuler(String line) {
        String text = line.strip();
        if (text.length() < 20) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("_=-*~".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where the lines end that introduce a quote ("On Monday, Ada wrote:", over up to three lines), or {@code at} where none
     * begin there. What follows is for the caller to look at.
     */
    static int introduced(List<String> lines, int at) {
        for (int end = at + 1; end <= Math.min(lines.size(), at + 4); end++) {
            String last = lines.get(end - 1);
            if (last.isBlank() || isQuoted(last)) {
                return at;
            }
            if (isEnd(last)) {
                // Over several lines only what begins like such a line; few do, so this is asked first.
                if (end > at + 1
                        && !isBrokenAtAddress(lines, at)
                        && !BEGINNING.matcher(lower(lines.get(at))).matches()) {
                    return at;
                }
                String lower = lower(last);
                if (WROTE.matcher(lower).matches() || BARE.matcher(lower).matches()) {
                    return end;
                }
            }
        }
        return at;
    }

    /** Whether the line was broken before or behind an address in brackets, as mailers do in any language. */
    private static boolean isBrokenAtAddress(List<String> lines, int at) {
        String next = lines.get(at + 1).stripLeading();
        return (!next.isEmpty()
                        && next.charAt(0) == '<'
                        && ADDRESS.matcher(next).lookingAt())
                || ADDRESS_LAST.matcher(lines.get(at)).find();
    }

    /** Whether the words themselves say that a quote follows, even where no line of it is marked. */
    static boolean isSure(List<String> lines, int at, int end) {
        return BEGINNING.matcher(lower(lines.get(at))).matches()
                && WROTE.matcher(lower(lines.get(end - 1))).matches();
    }

    /** The Turkish capital İ becomes an i and a dot, which no pattern has. */
    static String lower(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.indexOf('\u0307') < 0 ? lower : lower.replace("i\u0307", "i");
    }

    private static boolean isEnd(String line) {
        String text = line.stripTrailing();
        char last = text.charAt(text.length() - 1);
        return text.length() < 400 && (last == ':' || last == '：' || last > 0x2fff);
    }
}
