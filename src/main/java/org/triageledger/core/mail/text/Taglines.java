package org.triageledger.core.mail.text;

import java.util.List;
import java.util.regex.Matcher;
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
                    + "|boxer|nine|newton|mymail|vivaldi|skiff|startmail|ymail|ionos|samsung mail|foxmail|qq ?mail|yandex|mail\\.ru|rediffmail|web\\.de|freenet|webmail|polymail|mutt|hey)\\b|qq邮箱|网易邮箱"
                    + "|tutanota|\\btuta\\b|почт[аы]|correo (?:para|de) windows|آيفون|أيفون|אייפון|телефон|смартфон|айфон|携帯|手机|手機)";

    private static final String HEAD =
            "(?:sent (?:from|with|via|using|by)|get (?=outlook for)|gesendet (?:von|mit|über|via)"
                    + "|envoyé (?:de|à partir|avec|via|depuis|en utilisant)|(?:obtenir|téléchargez) (?=outlook)|enviado (?:d|a partir|con|com|por|usando|mediante|utilizando)|(?:obtener|obter) (?=outlook)"
                    + "|inviato (?:da|con|dal|tramite|utilizzando|usando)|(?:scarica|ottieni) (?=outlook)"
                    + "|verstuurd (?:van|met|via)|verzonden (?:van|met|via)|skicka(?:t|des) (?:från|med|via)|sendt (?:fra|med|via)|hent (?=outlook)|lähetetty|wysłan[eo] (?:z|za|przez)"
                    + "|odesláno (?:z|pomocí)|odoslané (?:z|pomocou)|отправлено (?:с|из|через)|надіслано (?:з|через)|στάλθηκε|trimis (?:de|din|cu|prin)|发送?自|發送?自|来自|來自"
                    + "|изпратено (?:от|с|чрез)|испратено од|послато (?:са|с|из|преко)|poslato (?:sa|s|iz|preko)|poslano (?:s|z|iz|sa|preko|pomoću)|enviat (?:des|amb|de)"
                    + "|enviado dende|saadetud|išsiųsta|nosūtīts|sent (?:frá|úr)|elküldve|được gửi từ|đã gửi từ|gửi từ|ส่งจาก|dikirim dari|dihantar dar|נשלח|أ?ُ?رسلت? من|أُرسلت من"
                    + "|تم الإرسال من|ارسال شده از|адпраўлена з|აგზავნილია|ուղարկված"
                    + "|(?:download|télécharger|holen sie sich|beziehen(?: von| sie)?|laden sie|descargar|baixar|transferir|hämta|last ned|hanki|hae|lataa|pobierz|uzyskaj|stáhn\\S+"
                    + "|získ\\S+|stiahn\\S+|obțineți|descărcați|скачать|скачайте|получить|загруз\\S+|отримати|завантаж\\S+|изтеглете|вземете|αποκτήστε|λήψη|获取|下载|取得|下載|קבל|הורד"
                    + "|الحصول على|تنزيل|tải|nhận|รับ|dapatkan|unduh|preuzmi\\S*|pridobi\\S*|nabavi\\S*|gaukite|iegūstiet|hankige|get)(?=.{0,40}\\b(?:outlook|blue ?mail)))";

    private static final Phrases BEFORE = Phrases.of("^" + HEAD + "[^.;:?!]{0,60}?" + DEVICE + "[^.;:?!<]{0,60}!?$");

    /** A word for sending and a few more, without a mailer known here. */
    private static final Phrases MAYBE = Phrases.of("^" + HEAD + "(?:\\s?[^\\s.;:?!,]{1,30}){1,6}!?$");

    /** Signatures that mailers come with and that go on behind a stop. */
    private static final String LONGER_WORDS =
            "sent with tuta\\b.{0,100}|sender notified by mailtrack\\b.{0,60}|secured with tuta\\b.{0,100}|(.{10,90}?)[.,;!] ?(?:please |kindly )?(?:excuse|pardon|forgive|sorry for|apologi[sz]e for|bitte (?:entschuldigen|verzeihen|um)|veuillez|merci d'excuser"
                    + "|disculp|perdone?|desculpe|scusa|excuseer|ursäkta|undskyld|unnskyld|przepraszam|omluv|извините|простите)\\b.{0,90}";

    private static final Pattern LONGER = Pattern.compile(LONGER_WORDS);

    private static final Pattern HEAD_ALONE = Pattern.compile("^" + HEAD + "$");

    private static final Pattern LINK = Pattern.compile("[(<\\[]{0,2}(?:https?://|www\\.)[^\\s<>]{1,300}[)>\\]]{0,2}");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Words for sending that stand last, in languages that put them there; looked for first, as a pattern is dear. */
    private static final List<String> LAST = List.of(
            "gesendet",
            "から送信",
            "より送信",
            "gönderildi",
            "küldve",
            "에서 보냄",
            "에서 전송",
            "傳送",
            "发送",
            "beziehen",
            "holen",
            "herunterladen",
            "downloaden",
            "beszerzése",
            "letöltése",
            "edinin",
            "alın",
            "indirin",
            "入手",
            "ダウンロード",
            "다운로드",
            "받기",
            "bidalia",
            "bidalita",
            "भेजा गया",
            "küldött");

    /** Asked of most lines: what holds nothing of these, and no link, is not looked at any further. */
    private static final Phrases SIGNS =
            Phrases.of(LONGER_WORDS + "|" + HEAD + "|" + String.join("|", LAST) + "|://|www\\.");

    private static final Pattern BEHIND = Pattern.compile("^[^.;:?!]{0,40}?" + DEVICE + "[^.;:?!]{0,40}$");

    private Taglines() {}

    static boolean isOne(String line) {
        if (line.length() > LONGEST || !SIGNS.mayBeIn(line)) {
            return false;
        }
        String lower = words(line);
        Matcher longer = LONGER.matcher(lower);
        if (longer.matches()) {
            return longer.group(1) == null || BEFORE.isAll(longer.group(1));
        }
        return BEFORE.isAll(lower)
                || (lower.length() < line.strip().length()
                        && HEAD_ALONE.matcher(lower).matches())
                || (LAST.stream().anyMatch(lower::endsWith)
                        && BEHIND.matcher(lower).matches());
    }

    /** Whether it may be such a line, of a mailer that is not known here: people begin sentences like this, too. */
    static boolean maybeOne(String line) {
        return line.length() <= LONGEST && SIGNS.mayBeIn(line) && MAYBE.isAll(words(line));
    }

    /** Whether it is a link and nothing else, as some mailers put below such a line. */
    static boolean isLink(String line) {
        return line.length() <= LONGEST && LINK.matcher(line.strip()).matches();
    }

    /** In lower case, without links and the stop or colon at the end. */
    private static String words(String line) {
        String text = Quotes.lower(line.strip());
        if (text.contains("://") || text.contains("www.")) {
            String words = LINK.matcher(text).replaceAll(" ").replace("[", "").replace("]", "");
            text = BLANKS.matcher(words).replaceAll(" ").strip();
        }
        return text.endsWith(".") || text.endsWith("。") || text.endsWith(":")
                ? text.substring(0, text.length() - 1)
                : text;
    }
}
