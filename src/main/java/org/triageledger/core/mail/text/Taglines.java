package org.triageledger.core.mail.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The line that a mailer, mostly that of a telephone, adds below each mail without its owner writing it: "Sent from my iPhone". Both a
 * word for sending and a device or mailer must stand in it, since people write of sending things from somewhere, too; where only the
 * word stands and nothing else is the author's, a person is asked.
 */
final class Taglines {
    private static final int LONGEST = 160;

    private static final String DEVICE =
            "(?:i(?:phone|pad|pod)|android|samsung|galaxy|blackberry|\\bpixel\\b|huawei|xiaomi|oneplus|fairphone|xperia|\\bnokia\\b"
                    + "|smartphone|\\bhandy\\b|mobil|mobiel|(?:tele|cell ?)?phone\\b|téléphone|telefon|teléfono|telemóvel|m[oó]vil\\b|celular|cellulare|\\btablet"
                    + "|\\boutlook\\b|yahoo[! ]|proton ?mail|\\bmail (?:for|pour|für|para|per|voor) windows|\\bgmail\\b|\\bk-9 mail|fairemail|\\bgmx\\b|\\baol\\b"
                    + "|\\b(?:zoho|fastmail|hushmail|spark|shortwave|superhuman|mailspring|blue ?mail|edison mail|canary|airmail|mailtrack|em client|mailbird|postbox"
                    + "|thunderbird|icloud|windows mail|mail app|missive|aqua ?mail|mailfence|mailbox\\.org|posteo|kmail|evolution|roundcube|rainloop|snappymail|zimbra"
                    + "|foxmail|qq ?mail|yandex|mail\\.ru|rediffmail|web\\.de|freenet|webmail|polymail|mutt|hey)\\b|qq邮箱|网易邮箱"
                    + "|tutanota|\\btuta\\b|телефон|смартфон|айфон|携帯|手机|手機)";

    private static final String HEAD =
            "(?:sent (?:from|with|via|using|by)|get (?=outlook for)|gesendet (?:von|mit|über|via)"
                    + "|envoyé (?:de|à partir|avec|via|depuis|en utilisant)|(?:obtenir|téléchargez) (?=outlook)|enviado (?:d|a partir|con|com|por|usando|mediante|utilizando)|(?:obtener|obter) (?=outlook)"
                    + "|inviato (?:da|con|dal|tramite|utilizzando|usando)|(?:scarica|ottieni) (?=outlook)"
                    + "|verstuurd (?:van|met|via)|verzonden (?:van|met|via)|skicka(?:t|des) (?:från|med|via)|sendt (?:fra|med|via)|hent (?=outlook)|lähetetty|wysłan[eo] (?:z|za|przez)"
                    + "|odesláno (?:z|pomocí)|odoslané (?:z|pomocou)|отправлено (?:с|из|через)|надіслано (?:з|через)|στάλθηκε|trimis (?:de|din|cu|prin)|发送?自|發送?自)";

    private static final Pattern BEFORE =
            Pattern.compile("^" + HEAD + "[^.;:?!]{0,60}?" + DEVICE + "[^.;:?!<]{0,60}!?$");

    /** A word for sending and a few more, without a mailer known here. */
    private static final Pattern MAYBE = Pattern.compile("^" + HEAD + "(?:\\s?[^\\s.;:?!,]{1,30}){1,6}!?$");

    private static final Pattern HEAD_ALONE = Pattern.compile("^" + HEAD + "$");

    private static final Pattern LINK = Pattern.compile("[(<\\[]{0,2}(?:https?://|www\\.)[^\\s<>]{1,300}[)>\\]]{0,2}");

    /** Words for sending that stand last, in languages that put them there; looked for first, as a pattern is dear. */
    private static final List<String> LAST =
            List.of("gesendet", "から送信", "より送信", "gönderildi", "küldve", "에서 보냄", "傳送", "发送", "beziehen", "holen");

    private static final Pattern BEHIND = Pattern.compile("^[^.;:?!]{0,40}?" + DEVICE + "[^.;:?!]{0,40}$");

    private Taglines() {}

    static boolean isOne(String line) {
        if (line.length() > LONGEST) {
            return false;
        }
        String lower = words(line);
        return BEFORE.matcher(lower).matches()
                || (lower.length() < line.strip().length()
                        && HEAD_ALONE.matcher(lower).matches())
                || (LAST.stream().anyMatch(lower::endsWith)
                        && BEHIND.matcher(lower).matches());
    }

    /** Whether it may be such a line, of a mailer that is not known here: people begin sentences like this, too. */
    static boolean maybeOne(String line) {
        return line.length() <= LONGEST && MAYBE.matcher(words(line)).matches();
    }

    /** Whether it is a link and nothing else, as some mailers put below such a line. */
    static boolean isLink(String line) {
        return line.length() <= LONGEST && LINK.matcher(line.strip()).matches();
    }

    /** In lower case, without links and the stop or colon at the end. */
    private static String words(String line) {
        String text = Quotes.lower(line.strip());
        if (text.contains("://") || text.contains("www.")) {
            text = LINK.matcher(text)
                    .replaceAll(" ")
                    .replaceAll("[\\[\\]]", "")
                    .replaceAll("\\s+", " ")
                    .strip();
        }
        return text.endsWith(".") || text.endsWith("。") || text.endsWith(":")
                ? text.substring(0, text.length() - 1)
                : text;
    }
}
