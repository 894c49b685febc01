package org.triageledger.core.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The line that a mailer, mostly that of a telephone, adds below each mail without its owner writing it: "Sent from my iPhone". Both a
 * word for sending and a device or mailer must stand in it, since people write of sending things from somewhere, too.
 */
final class Taglines {
    private static final int LONGEST = 160;

    private static final String DEVICE =
            "(?:i(?:phone|pad|pod)|android|samsung|galaxy|blackberry|\\bpixel\\b|huawei|xiaomi|oneplus|fairphone|xperia|\\bnokia\\b"
                    + "|smartphone|\\bhandy\\b|mobil|mobiel|(?:tele|cell ?)?phone\\b|téléphone|telefon|teléfono|telemóvel|m[oó]vil\\b|celular|cellulare|\\btablet"
                    + "|\\boutlook\\b|yahoo[! ]|proton ?mail|\\bmail (?:for|pour|für|para|per|voor) windows|\\bgmail\\b|\\bk-9 mail|fairemail|\\bgmx\\b|\\baol\\b"
                    + "|tutanota|\\btuta\\b|телефон|смартфон|айфон|携帯|手机|手機)";

    private static final Pattern BEFORE =
            Pattern.compile("^(?:sent (?:from|with|via)|get (?=outlook for)|gesendet (?:von|mit|über)"
                    + "|envoyé (?:de|à partir|avec|via)|(?:obtenir|téléchargez) (?=outlook)|enviado (?:d|a partir|con|com|por)|(?:obtener|obter) (?=outlook)|inviato (?:da|con|dal)|(?:scarica|ottieni) (?=outlook)"
                    + "|verstuurd (?:van|met)|verzonden (?:van|met)|skicka(?:t|des) från|sendt fra|hent (?=outlook)|lähetetty|wysłan[eo] z|odesláno z|odoslané z"
                    + "|отправлено (?:с|из)|надіслано з|στάλθηκε|trimis de|发自|發自)[^.;:?!]{0,60}?" + DEVICE
                    + "[^.;:?!<]{0,60}!?(?: ?<\\S{1,100}>)?$");

    /** Words for sending that stand last, in languages that put them there; looked for first, as a pattern is dear. */
    private static final List<String> LAST =
            List.of("gesendet", "から送信", "より送信", "gönderildi", "küldve", "에서 보냄", "傳送", "发送", "beziehen", "holen");

    private static final Pattern BEHIND = Pattern.compile("^[^.;:?!]{0,40}?" + DEVICE + "[^.;:?!]{0,40}$");

    private Taglines() {}

    static boolean isOne(String line) {
        String text = line.strip();
        if (text.length() > LONGEST) {
            return false;
        }
        String lower =
                Quotes.lower(text.endsWith(".") || text.endsWith("。") ? text.substring(0, text.length() - 1) : text);
        return BEFORE.matcher(lower).matches()
                || (LAST.stream().anyMatch(lower::endsWith)
                        && BEHIND.matcher(lower).matches());
    }
}
