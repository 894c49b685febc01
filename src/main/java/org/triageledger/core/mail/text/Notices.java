package org.triageledger.core.mail.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What servers and scanners put into a mail without its author writing it: on top, that it came from outside; below, that no virus
 * was found. Told by how such a notice begins, so that a sentence on the same matter stays its author's.
 */
final class Notices {
    private static final int LONGEST = 400;
    private static final int MOST_LINES = 6;

    private static final String OUTSIDE =
            "(?:outside|external|\\bextern|außerhalb|ausserhalb|extérieur|fuera de|\\bfora d|\\bestern|dall'esterno|buiten|zewnątrz|zewnętrzn|utanför|udefra|utenfor"
                    + "|ekstern|ulkopuol|mimo|vně|внешн|извне|ззовні|dışından|kívülről|din exterior|外部)";

    private static final String MAIL =
            "(?:e-?mail|mail|message|sender|nachricht|absender|courriel|correo|mensaje|mensagem|messaggio|bericht|wiadomość|meddelande|meddelelse|besked"
                    + "|viesti|zpráva|správa|письмо|сообщение|лист|ileti|üzenet|mesaj|邮件|郵件|メール)";

    /** "CAUTION: this email came from outside", "[EXTERNAL]", "This message originated outside of your organization". */
    private static final Pattern BANNER = Pattern.compile(
            "^[^\\p{L}\\d]{0,6}(?:"
                    + "(?:caution|warning|attention|notice|alert|be careful|exercise caution|external|achtung|vorsicht|warnung|hinweis|avertissement|mise en garde|atención|cuidado"
                    + "|precaución|advertencia|aviso|attenzione|avviso|atenção|let op|waarschuwing|uwaga|varning|obs|advarsel|huomio|pozor|upozornění|внимание|увага|dikkat"
                    + "|figyelem|atenție|注意)[\\s!:*\\]\\-–—,.]{1,6}(?:.{0,80}" + MAIL + ".{0,120}" + OUTSIDE
                    + "|.{0,40}" + OUTSIDE
                    + ".{0,60}" + MAIL + ").*"
                    + "|external (?:e-?mail|sender|message|mail)\\W*"
                    + "|\\[external]\\W*"
                    + "|this (?:e-?mail|message|mail|sender) (?:has |was |is |may have )?(?:been )?(?:originated|sent|came|comes|received|originates|from)\\b.{0,30}(?:outside|external).*"
                    + "|(?:diese|dieses) (?:e-?mail|mail|nachricht) (?:stammt|kommt|wurde|kam)\\b.{0,40}(?:außerhalb|ausserhalb|extern).*"
                    + "|(?:ce|cet) (?:courriel|e-?mail|message|mail) (?:provient|vient|a été envoyé|émane)\\b.{0,40}ext(?:é|e)r.*"
                    + "|este (?:correo|mensaje|e-?mail)\\b.{0,20}(?:procede|proviene|se originó|fue enviado|foi enviado|teve origem)\\b.{0,30}(?:fuera|extern|fora).*"
                    + "|(?:you don['’]t often get e-?mail from|some people who received this message don['’]t often get e-?mail from|sie erhalten nicht h(?:ä|a)ufig e-?mails von"
                    + "|vous ne recevez pas souvent|no suele recibir correo|non si ricevono spesso messaggi|u ontvangt niet vaak e-mail van)\\b.*)$");

    /** How such a notice goes on over the next lines. */
    private static final Pattern MORE = Pattern.compile(
            ".*(?:do not click|don['’]t click|\\blinks?\\b.*attachments?|attachments?.*\\blinks?\\b|recogni[sz]e the sender|content is safe|learn why this is important|think before you click"
                    + "|unless you|anhänge|öffnen sie|pièces? jointes?|n'ouvrez|archivos adjuntos|haga clic|allegati|cliccare|bijlagen|załącznik|verify the sender|report (?:this|it|any)).*");

    private static final String BRAND =
            "(?:avast|avg\\b|mcafee|norton|kaspersky|\\beset\\b|nod32|bitdefender|sophos|clamav|mailscanner|barracuda|f-secure|trend ?micro|\\bpanda\\b|avira|g data"
                    + "|malwarebytes|mimecast|proofpoint|symantec|messagelabs|spam ?filter|forcepoint|fortimail|e\\.f\\.a\\.)";

    private static final String VIRUS =
            "(?:virus|virů|vír|malware|вирус|вірус|ウイルス|病毒|wirus|spyware|dangerous content)";

    private static final Pattern SCANNED = Pattern.compile("^[^\\p{L}\\d]{0,4}(?:"
            + "virus-?\\s?free\\b.{0,60}|virenfrei\\b.{0,60}|(?:garanti )?sans virus\\b.{0,60}|libre de virus\\b.{0,60}|virusvrij\\b.{0,60}|privo di virus\\b.{0,60}"
            + "|no virus(?:es)? found in this .{0,80}|checked by avg\\b.{0,120}|version: [\\d.]+ / virus database:.{0,80}"
            + "|(?:this|the) (?:e-?mail|message|mail|incoming|outgoing)\\b.{0,40}(?:checked|scanned|swept|verified|analy[sz]ed)\\b.{0,40}"
            + VIRUS + ".{0,160}"
            + "|(?:scanned|checked|verified) (?:by|with|for) .{0,60}" + BRAND + ".{0,80}"
            + "|(?:diese|dieses|die|l['’]absence|cet?|este|esta|el|questa|questo|deze|dit|ta|ten|tato|tento|táto|это|данное|це|det|den|dette|denna|detta|bu|ez az?|acest)\\b.{0,80}"
            + "(?:" + BRAND + ".{0,60}" + VIRUS + "|" + VIRUS + ".{0,80}" + BRAND + ").{0,60}"
            + "|(?:el software de antivirus|le logiciel antivirus|o antivírus) .{0,80}" + VIRUS + "?.{0,60})$");

    private static final Pattern HOME =
            Pattern.compile("^<?(?:https?://)?(?:www\\.)?(?:" + BRAND + ")[\\w./?=&%#:;-]{0,300}>?$");

    private Notices() {}

    /** Where a notice ends that a receiver put on top and that begins at this line; {@code at} where none does. */
    static int banner(List<String> lines, int at) {
        String first = lines.get(at).strip();
        if (first.length() > LONGEST || !BANNER.matcher(Quotes.lower(first)).matches()) {
            return at;
        }
        int end = at + 1;
        while (end < Math.min(lines.size(), at + MOST_LINES)
                && lines.get(end).length() <= LONGEST
                && MORE.matcher(Quotes.lower(lines.get(end))).matches()) {
            end++;
        }
        return end;
    }

    /** Whether a scanner wrote that line. */
    static boolean isScanner(String line) {
        String text = line.strip();
        if (text.length() > LONGEST || text.length() < 8) {
            return false;
        }
        String lower = Quotes.lower(text);
        return SCANNED.matcher(lower).matches() || HOME.matcher(lower).matches();
    }
}
