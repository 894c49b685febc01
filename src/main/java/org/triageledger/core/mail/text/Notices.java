package org.triageledger.core.mail.text;

import java.util.regex.Pattern;

/**
 * What servers and scanners put into a mail without its author writing it: on top, that it came from outside; below, that no virus
 * was found. Told by how such a notice begins, so that a sentence on the same matter stays its author's.
 */
final class Notices {
    private static final int LONGEST = 400;
    private static final int MOST_LINES = 6;

    private static final String OUTSIDE =
            "(?:outside|external|\\bextern|außerhalb|ausserhalb|extérieur|fuera de|\\bfora d|\\bestern|dall'esterno|buiten|spoza|zewnątrz|zewnętrzn|utanför|udefra|utenfor"
                    + "|ekstern|ulkopuol|mimo|vně|внешн|извне|ззовні|зовнішн|dışından|dış kaynak|kívülről|külső|din exterior|din afara|外部|社外|외부|חיצוני|خارج|εξωτερικ|non-company|bên ngoài)";

    private static final String MAIL =
            "(?:e-?mail|mail|message|sender|nachricht|absender|courriel|expéditeur|correo|mensaje|remitente|mensagem|messaggio|mittente|bericht|afzender|wiadomość|nadawc|meddelande|avsändare|meddelelse"
                    + "|besked|afsender|avsender|viesti|zpráva|správa|odesílatel|письмо|сообщение|отправител|лист|ileti|e-posta|üzenet|feladó|mesaj|邮件|郵件|メール|메일|הודעה|البريد|رسالة|thư)";

    private static final String ALERT =
            "(?:caution|warning|attention|notice|alert|be careful|exercise caution|external|achtung|vorsicht|warnung|hinweis|avertissement|mise en garde|atención|cuidado|precaución|advertencia"
                    + "|aviso|attenzione|avviso|atenção|let op|waarschuwing|uwaga|varning|obs|advarsel|huomio|huom|pozor|upozornění|внимание|увага|dikkat|figyelem|atenție|注意|주의|זהירות|تنبيه|تحذير|προσοχή)";

    /** "This mail", "external mail", "mail external": as a notice names the mail in which it stands. */
    private static final String THIS_MAIL =
            "(?:(?:this|diese[rs]?|cet?|este|esta|est[ae]|quest[ao]|deze|dit|ta|det här|detta|denne|denna|dette|tämä|tento|tato|это|данное|цей|bu|ez az|acest|この|此|本|该|זו)\\s?(?:\\S{1,20}\\s)?"
                    + MAIL + ".{0,120}" + OUTSIDE + "|" + OUTSIDE + "\\S{0,6}\\s?(?:\\S{1,12}\\s)?" + MAIL + "|"
                    + MAIL + "\\S{0,12}\\s?" + OUTSIDE + "|^.{0,3}external\\b)";

    /** "CAUTION: this email came from outside", "[EXTERNAL]", "This message originated outside of your organization". */
    private static final Phrases BANNER = Phrases.of(
            "^[^\\p{L}\\d]{0,6}(?:" + ALERT + "[\\s!:：*\\]】\\-–—,.]{1,6}.{0,60}" + THIS_MAIL + ".*"
                    + "|external (?:e-?mail|sender|message|mail)(?:\\W*|\\W{1,4}(?:do not|don['’]t|use|think|be|exercise|please|verify|caution)\\b.*)"
                    + "|\\[?(?:external|extern[eo]?|ext|externe mail|externe e-mail|correo externo|外部メール|外部邮件|外部郵件|社外)]?[\\s*\\]】]*"
                    + "|(?:externe (?:e-)?mail|courriel externe|correo externo|messaggio esterno|e-mail esterna|ekstern e-?mail|extern e-?post|externe nachricht)\\W*"
                    + "|this is an external (?:e-?mail|message)\\b.{0,60}"
                    + "|外部邮件.{0,40}"
                    + "|this (?:e-?mail|message|mail|sender) (?:has |was |is |may have )?(?:been )?(?:an external (?:e-?mail|message)\\b.{0,40}|(?:originated|originates|came|comes|received) (?:from )?(?:outside|an external).*"
                    + "|(?:sent |from ).{0,30}(?:untrusted sender|external (?:sender|source|e-?mail|address|domain)|outside (?:of )?(?:the|your|our|this)? ?(?:organi[sz]ation|company|network|institution|university|firm|agency|corporat)|non-company).*)\\W*"
                    + "|(?:diese|dieses) (?:e-?mail|mail|nachricht) (?:stammt|kommt|wurde|kam)\\b.{0,40}(?:außerhalb|ausserhalb|extern).*"
                    + "|(?:ce|cet) (?:courriel|e-?mail|message|mail) (?:provient|vient|a été envoyé|émane)\\b.{0,40}ext(?:é|e)r.*"
                    + "|este (?:correo|mensaje|e-?mail)\\b.{0,20}(?:procede|proviene|se originó|fue enviado|foi enviado|teve origem)\\b.{0,30}(?:fuera|extern|fora).*"
                    + "|zjqcmqryfpfpt.*"
                    + "|(?:you don['’]t often get e-?mail from|some people who received this message don['’]t often get e-?mail from|sie erhalten nicht h(?:ä|a)ufig e-?mails von"
                    + "|vous ne recevez pas souvent|no suele recibir correos?|non si ricevono spesso messaggi|u ontvangt niet vaak e-mail van|não costuma receber|du får inte ofta|nie otrzymujesz często|často nedostáváte)(?![\\p{L}]).*)$");

    /** What may be such a notice, or the first sentence of somebody who writes of mail and what is outside. */
    private static final Phrases MAYBE_BANNER = Phrases.of("^(?:[^\\p{L}\\d]{0,6}" + ALERT
            + "[\\s!:：*\\]】\\-–—,.]{1,6}.{0,120}" + OUTSIDE + ".{0,200}|[^\\p{L}\\d]{1,6}" + OUTSIDE
            + "[^.]{0,40}|this (?:e-?mail|message|mail)\\b.{0,60}" + OUTSIDE + ".{0,120})$");

    /** How such a notice goes on over the next lines. */
    private static final Pattern MORE = Pattern.compile(
            ".*(?:do not click|don['’]t click|\\blinks?\\b.*attachments?|attachments?.*\\blinks?\\b|recogni[sz]e the sender|content is safe|learn why|this is important at|aka\\.ms/|previously corresponded|recognize the sender|know the content|think before you click"
                    + "|unless you|anhänge|öffnen sie|pièces? jointes?|n'ouvrez|archivos adjuntos|haga clic|allegati|cliccare|bijlagen|załącznik|verify the sender|report (?:this|it|any)).*");

    private static final String BRAND =
            "(?:avast|avg\\b|mcafee|norton|kaspersky|\\beset\\b|nod32|bitdefender|sophos|clamav|mailscanner|barracuda|f-secure|trend ?micro|\\bpanda\\b|avira|g data"
                    + "|malwarebytes|mimecast|proofpoint|symantec|messagelabs|spam ?filter|forcepoint|fortimail|e\\.f\\.a\\.)";

    private static final String VIRUS =
            "(?:virus|virů|vír|virüs|βιός|ιούς|malware|вирус|вірус|ウイルス|病毒|wirus|spyware|dangerous content)";

    private static final String SCANNED = "^[^\\p{L}\\d]{0,4}(?:"
            + "virus-?\\s?free\\b.{0,60}|virenfrei\\b.{0,60}|(?:garanti )?sans virus\\b.{0,60}|libre de virus\\b.{0,60}|virusvrij\\b.{0,60}|privo di virus\\b.{0,60}"
            + "|no virus(?:es)? found in this .{0,80}|checked by avg\\b.{0,120}|version: [\\d.]+ / virus database:.{0,80}"
            + "|(?:this|the) (?:e-?mail|message|mail|incoming|outgoing)\\b.{0,40}(?:checked|scanned|swept|verified|analy[sz]ed)\\b.{0,40}"
            + VIRUS + ".{0,160}"
            + "|(?:scanned|checked|verified) (?:by|with|for) .{0,60}" + BRAND + ".{0,80}"
            + "|(?:diese|dieses|die|l['’]absence|cet?|este|esta|el|questa|questo|deze|dit|ta|ten|tato|tento|táto|это|данное|це|det|den|dette|denna|detta|bu|ez az?|acest)\\b.{0,80}"
            + "(?:" + BRAND + ".{0,60}" + VIRUS + "|" + VIRUS + ".{0,80}" + BRAND + ").{0,60}"
            + "|(?:el software de antivirus|le logiciel antivirus|o antivírus) .{0,80}" + VIRUS + "?.{0,60})$";

    /** "Virus-free. www.avast.com", in any language. */
    private static final String FREE = "^(?:.{0,40}" + VIRUS
            + ".{0,40}?[\\s.。])?(?:https?://)?(?:www\\.)?(?:avast|avg|eset)\\.[a-z]{2,3}\\b.{0,100}$|^[^\\p{L}]{0,40}information from eset\\b.{0,200}$";

    private static final String HOME = "^<?(?:https?://)?(?:www\\.)?(?:" + BRAND + ")[\\w./?=&%#:;-]{0,300}>?$";

    private static final Phrases SCANNER = Phrases.of(SCANNED + "|" + FREE + "|" + HOME);

    /** A scanner and a virus in one line, in any order and language. */
    private static final Phrases NAMES_SCANNER =
            Phrases.of("^.{0,200}(?:" + BRAND + ".{0,120}" + VIRUS + "|" + VIRUS + ".{0,120}" + BRAND
                    + "|\\b(?:scanned|checked) (?:by|with) " + BRAND + ").{0,200}$|^.{0,30}(?:ウイルス|病毒|바이러스).{0,30}$");

    /** A notice of confidentiality, or what the law has firms print: servers put them below each mail, and people into signatures. */
    private static final Phrases LEGAL = Phrases.of(
            "\\bconfidential\\b.{0,200}(?:intended|addressee|recipient|privileged|disclos)|(?:intended|solely|only) for the (?:use of the )?(?:named |intended )?(?:addressee|recipient|individual)|(?:if you (?:are not|have received)|not the intended).{0,120}(?:in error|recipient|delete|destroy|notify)"
                    + "|consider the environment (?:before|when) print|think (?:of the environment )?before (?:you )?print|vertrauliche (?:informationen|inhalte)|nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)|(?:irrtümlich|versehentlich) erhalten"
                    + "|(?:message|courriel|e-?mail).{0,80}confidentiel|destinataire (?:prévu|désigné)|confidencial(?:es)?\\b.{0,200}destinatari|(?:mensaje|correo|mensagem).{0,80}(?:confidencial|destinatario|destinatário)|(?:messaggio|e-?mail).{0,80}(?:riservat|confidenzial)"
                    + "|vertrouwelijk\\b.{0,200}|(?:wiadomość|informacje).{0,80}poufn|конфиденциальн.{0,200}|důvěrn.{0,200}(?:zpráv|adresát)|本(?:邮件|郵件).{0,40}(?:保密|机密|機密)|機密(?:情報|事項).{0,80}"
                    + "|\\bamtsgericht\\b|\\bhr[ab] ?\\d{2,}|\\bust-?id|geschäftsführ(?:er|ung)(?:in)?\\s?:|sitz der gesellschaft|registered (?:office|in england|in ireland|in scotland|number)|company (?:number|registration|no\\.)|\\bvat (?:no|number|reg)"
                    + "|\\bsiret?\\b.{0,4}\\d|\\brcs\\b [a-zé -]{2,30}\\d|\\bp\\. ?iva\\b|\\bkvk\\b.{0,12}\\d|\\bcif\\b.{0,4}[a-z]\\d",
            Pattern.DOTALL);

    private static final int MOST_LEGAL_LINES = 20;
    private static final int LONGEST_LEGAL = 2_000;

    private static final Phrases NAMES_MAIL = Phrases.of(MAIL);

    private Notices() {}

    /** Where a notice ends that a receiver put on top and that begins at this line; {@code at} where none does. */
    static int banner(TextLines lines, int at) {
        String first = lines.get(at).strip();
        if (first.length() > LONGEST || !BANNER.isAllLower(first)) {
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
        return text.length() <= LONGEST && text.length() >= 8 && SCANNER.isAllLower(text);
    }

    /** Whether a scanner may have written the line; people write of scanners, too. */
    static boolean maybeScanner(String line) {
        String text = line.strip();
        return text.length() <= LONGEST
                && text.length() >= 8
                && NAMES_SCANNER.isAllLower(text)
                && NAMES_MAIL.isInLower(text);
    }

    /** Where a paragraph ends in which a notice of confidentiality stands, or what the law has firms print; {@code at} where none does. */
    static int legal(TextLines lines, int at) {
        int end = at;
        StringBuilder paragraph = new StringBuilder();
        while (end < Math.min(lines.size(), at + MOST_LEGAL_LINES)
                && paragraph.length() < LONGEST_LEGAL
                && !lines.isBlank(end)
                && !lines.isQuoted(end)) {
            paragraph.append(lines.get(end++)).append(' ');
        }
        paragraph.setLength(Math.min(paragraph.length(), LONGEST_LEGAL));
        return LEGAL.isInLower(paragraph.toString()) ? end : at;
    }

    /** Whether a receiver may have put the line on top; people write of what is outside, too. */
    static boolean maybeBanner(String line) {
        String text = line.strip();
        return text.length() <= LONGEST && MAYBE_BANNER.isAllLower(text);
    }
}
