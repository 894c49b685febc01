package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.field.AuthResults;
import org.triageledger.core.mail.text.Phrases;
import org.triageledger.core.mail.text.Quotes;
import org.triageledger.core.mail.text.Structure;

/**
 * Mail that machines send in a person's name: answers in their absence (RFC 3834, and the fields vacation programs had before
 * it), and answers to invitations (RFC 5546). A subject alone decides nothing: people write about being away, too.
 */
final class AutoReplies {
    /** The words programs put before the subject that they answer, in lower case, with the colon; so after no {@code Re:}. */
    private static final Pattern AWAY_SUBJECT = Pattern.compile(
            "^(?:\\[[^\\]]{1,40}]\\s*){0,2}\\[?(?:automatic reply|out of (?:the )?office(?: auto-?reply| reply)?|auto(?:mated|matic)?[- ]?(?:reply|response|answer|respond)|auto(?=:)"
                    + "|away from (?:my )?(?:mail|e-?mail|office)|on vacation|vacation(?: reply| message)?|absence|i am out of (?:the )?office"
                    + "|automatische antwort|automatisch antwoord|abwesenheits(?:notiz|nachricht|meldung|agent)?|abwesend|abwesenheitsbenachrichtigung"
                    + "|réponse automatique|absence du bureau|message d'absence|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori sede"
                    + "|resposta automática|afwezig|autosvar|automatiskt svar|automatisk svar|automaattinen vastaus|poissa|autoodpowiedź|odpowiedź automatyczna"
                    + "|automatická odpověď|automatikus válasz|otomatik yanıt|автоматический ответ|автоответ|автовідповідь|автоматична відповідь|自动回复|自动答复|自動回覆|自動答覆|自動応答|自動返信|自動返答|不在通知|不在のお知らせ|외출 중|자동 회신|자동 응답|부재중"
                    + "|automatyczna odpowied[źz]|poza biurem|nieobecno[śs][ćc]|réponse automatique en cas d'absence|je suis absente?|absente?|hors du bureau|en congés?"
                    + "|ausente|ausência|ausencia|fora do escritório|assente|assenza|risponditore automatico|frånvaro|frånvarande|fravær(?:ende)?|ikke på kontoret|poissaolo"
                    + "|buiten kantoor|niet aanwezig|afwezigheids?(?:bericht|melding)|außer haus|nicht im (?:büro|hause)|im urlaub|urlaub|nepřítomnost|mimo kancelář|automatická odpoveď"
                    + "|távollét|házon kívül|ofis dışında|вне офиса|отсутствие|в отпуске|відсутність|εκτός γραφείου|αυτόματη απάντηση|răspuns automat|automatski odgovor"
                    + "|samodejni odgovor|автоматичен отговор|automatinis atsakymas|automātiskā atbilde|automaatvastus|trả lời tự động|balasan otomatis|jawapan automatik"
                    + "|resposta automàtica|erantzun automatikoa|ตอบกลับอัตโนมัติ|sjálfvirkt svar|תשובה אוטומטית|מענה אוטומטי|رد تلقائي|الرد التلقائي|out of office notification|i am away|on leave|annual leave|ooo)"
                    + "(?:\\s?(?:[:：\\]].*|[-–].*|[(（].*|[.!]*|\\s(?:re|aw|sv|vs|antw|odp|rif|r|ynt|回复|答复)[:：].*))$");

    /** Those words among them that no person would write. */
    private static final Pattern MACHINE_SUBJECT = Pattern.compile(
            "^(?:\\[[^\\]]{1,40}]\\s*)?(?:(?:out of (?:the )?office )?auto(?:mated|matic)?[- ]?(?:reply|response)|automatische antwort|automatisch antwoord|réponse automatique"
                    + "|respuesta automática|risposta automatica|resposta automática|autosvar|automatiskt svar|automatisk svar|automaattinen vastaus"
                    + "|odpowiedź automatyczna|automatická odpověď|automatikus válasz|otomatik yanıt|автоматический ответ|自动回复|自動回覆|自動応答|자동 회신)\\s?[:：].*");

    private static final Phrases AWAY_TEXT = Phrases.of(
            "out of (?:the )?(?:office|town|country)|on (?:vacation|holidays?|annual leave|leave|sick leave|parental leave|travel)|(?:limited|no) access to (?:my )?e-?mail"
                    + "|not able to check my|will (?:be back|return|reply|respond) (?:on|when|upon|after)|away from (?:the office|my (?:desk|mail|e-?mail))"
                    + "|not in the office|your (?:message|mail|e-?mail) (?:has been|was) received|this is an auto|automat(?:ic|ed) (?:reply|response|message)|no longer (?:with|work)"
                    + "|nicht (?:im büro|im hause|erreichbar)|im urlaub|abwesend|absent|en congés?|vacaciones|fuera de la oficina|in ferie|fuori ufficio|de férias|met vakantie|afwezig"
                    + "|på semester|ferie|urlop|в отпуске|отсутств|休暇|不在|休假|外出");

    /** How absence notes begin. */
    private static final Pattern THANKS = Pattern.compile(
            "(?:(?:dear|hello|hi|hallo|guten tag|bonjour|sehr geehrte|hola|ciao|buongiorno|beste|hej)\\b.{0,60}\\s+)?(?:thank(?:s| you) (?:very much )?for (?:your|the|contacting|writing)"
                    + "|(?:vielen |besten |herzlichen )?dank für (?:ihre|deine|die)|merci (?:pour|de) votre|(?:muchas )?gracias por (?:su|tu)|grazie per|obrigad[oa] p(?:ela|or)"
                    + "|bedankt voor|dank (?:u|je) voor|tack för|tak for|takk for|kiitos|dziękuję za|спасибо за|this is an auto|dies ist eine auto|ceci est une réponse auto|automat)");

    /** What absence notes say besides: when their writer is back, or whom to ask where it is urgent. */
    private static final Phrases NOTE_TEXT = Phrases.of(
            "\\burgent|dringend|dringlich|urgence|urgenti|\\bspoed|pilnych|pilne |naléhav|срочн|терміново|緊急|お急ぎ|紧急|緊急|急ぎ|긴급|급한|brådskande|haster\\b|kiireelli|acil\\b|sürgős|επείγον|דחוף"
                    + "|skubi(?:ais|u|os)|grįši|steidzam|atgriez|kiirete|tagasi\\b|\\bhitn|\\bnujn|povratk|хитн|итн[аио]|спешн|urgenț|revin\\b|până (?:pe|la)|mendesak|kembali|việc gấp|khẩn|trở lại|ด่วน|จนถึง|กลับมา"
                    + "|فوری|بازمی|عاجل|أعود|العودة|तत्काल|ज़रूरी|urgènc|tornar[ée]|premiaz|itzul|áríðandi|naliehav|súrn|práinn|brys\\b|до \\p{L}{1,12} \\d"
                    + "|(?:return|back|returning) (?:in the office |to the office )?(?:on|in|by) |(?:away|office|leave|vacation|holidays?) (?:from .{1,30} )?(?:until|till|through) "
                    + "|\\bbis (?:zum |einschließlich |mit )?\\d|wieder (?:ab|am|erreichbar)|zurück am|jusqu['’]au|de retour|hasta el|regres|vuelvo|fino al|rientr|\\btot (?:en met )?\\d|terug op"
                    + "|até (?:o dia |dia |ao dia )?\\d|regresso|retorno|\\bdo \\d|tillbaka|tilbage|tilbake|asti\\b|\\bdo dnia|с \\d.{1,20} по |до \\d|まで|返回|回来|까지|στις|έως");

    private static final Phrases AWAY_NOW = Phrases.of(
            "(?:am|i['’]m|be|currently|is) (?:currently |presently |now )?(?:out of (?:the |my )?office|away|on (?:annual |parental |sick )?(?:leave|vacation|holidays?)|on holiday|travell?ing|not in the office|unavailable)"
                    + "|(?:limited|no|intermittent) access to (?:my )?e-?mail|nicht (?:im büro|im hause|erreichbar)|(?:bin|derzeit|zur ?zeit|momentan) .{0,60}(?:im urlaub|abwesend|außer haus|nicht im)"
                    + "|(?:suis|serai) .{0,30}(?:absente?|en congés?|en vacances|hors du bureau)|(?:estoy|estaré|encuentro|estarei|estou) .{0,30}(?:vacaciones|fuera de|de férias|férias|ausente|fora)"
                    + "|(?:sono|sarò) .{0,30}(?:in ferie|fuori (?:ufficio|sede)|assente)|(?:ben|ik ben) .{0,30}(?:met vakantie|op vakantie|afwezig|niet aanwezig|buiten kantoor)|på semester|på ferie|på lomalla|lomalla"
                    + "|poza biurem|na urlopie|na dovolené|mimo kancelář|в отпуске|отсутству|у відпустці|ofis dışında|izinde|szabadság|休暇|不在|休假|外出|부재중|휴가|εκτός γραφείου|מחוץ למשרד|إجازة"
                    + "|atostogauju|atostogose|ne ?biure|atvaļinājum|prombūtn|puhkusel|kontorist eemal|godišnjem odmoru|na odmoru|nisam u (?:uredu|kancelariji)|odsut(?:an|na)|годишњем одмору|на одмору? |одсут(?:ан|на)"
                    + "|na dopustu|odsot(?:en|na)|na dovolenke|mimo kancelárie|в отпуск[ ,.]|извън офиса|în concediu|lipsesc din|sedang cuti|sedang bercuti|di luar (?:kantor|pejabat)|nghỉ phép|vắng mặt|ลาพัก|ลางาน|ไม่อยู่ที่"
                    + "|در مرخصی|خارج المكتب|בחופשה?|छुट्टी|कार्यालय से बाहर|de vacances|fora de l'oficina|de vacacións|oporretan|í (?:fríi|orlofi)|ekki við|yıllık izin|tatildeyim|ar (?:wyliau|saoire)"
                    + "|(?:offices?|company|shop|desk) (?:is|are|will be|remains?) closed");

    /** What programs say of themselves, and of a sender who has left. */
    private static final Phrases MACHINE_TEXT = Phrases.of(
            "(?:message|e-?mail|mail|reply|response|notification) (?:was|is|has been|were) (?:\\S{1,12} )?(?:created|generated|sent) automatically|automatically (?:generated|created|sent) (?:message|e-?mail|mail|reply|response|notification)"
                    + "|(?:nachricht|e-?mail|mail) wurde automatisch|(?:message|courriel|e-?mail) (?:est |a été )?(?:généré|envoyé|créé) automatiquement|(?:mensaje|correo) (?:ha sido |fue )?(?:generado|enviado) automáticamente"
                    + "|no longer (?:work(?:s|ing)?|employed|with|at|part of)\\b.{0,200}\\b(?:contact|direct|forward|send|reach|write to)\\b"
                    + "|(?:request|message|e-?mail|inquiry|enquiry|ticket|case) (?:has been|was) (?:\\S{1,15} )?(?:received|registered|opened|created|logged)\\b.{0,200}(?:do not reply|don['’]t reply|ticket (?:number|id|#)|case (?:number|id|#)|reference number|number #?\\d{3,})"
                    + "|ticket (?:with the number |number |id |#)?#?\\d{3,} (?:has been|was) (?:opened|created|logged)",
            Pattern.DOTALL);

    private static final int NOTE = 800;

    /** Fields that answering machines write, and nobody else. */
    private static final List<String> FIELDS = List.of(
            "X-Autoreply",
            "X-Auto-Reply",
            "X-Autoreply-From",
            "X-Auto-Reply-From",
            "X-Mail-Autoreply",
            "X-Autorespond",
            "X-Auto-Respond",
            "X-Autoresponder",
            "X-Autoresponse",
            "X-Autoresponder-From",
            "X-Vacation",
            "X-Vacation-Message",
            "X-Out-Of-Office",
            "X-OOF",
            "X-Answering-Machine",
            "X-Amazon-Mail-Relay-Type-Autoreply");

    private static final List<String> NOTHING = List.of("", "no", "none", "false", "0");

    private static final List<String> PRECEDENCES = List.of("auto_reply", "auto-reply", "autoreply", "auto_response");

    /** The field and the word in it by which a program says what it is. */
    private record Program(String field, Pattern word) {
        static Program of(String field, String word) {
            return new Program(field, Pattern.compile(word, Pattern.CASE_INSENSITIVE));
        }

        boolean wrote(Headers headers) {
            return headers.all(field).stream()
                    .anyMatch(
                            value -> value.length() < 500 && word.matcher(value).find());
        }
    }

    private static final List<Program> PROGRAMS = List.of(
            Program.of("X-Apple-Action", "vacation"),
            Program.of("X-Mailer", "vacation|auto-?respon|auto-?reply|out-of-office"),
            Program.of("User-Agent", "vacation/|auto-?respon"),
            Program.of("X-Delivered-By-The-Graces-Of", "vacation"),
            Program.of("Delivered-By-The-Graces-Of", "vacation"),
            Program.of("X-POST-MessageClass", "autoresponder"),
            Program.of("X-FC-MachineGenerated", "true"),
            Program.of("Delivered-To", "^autoresponder"),
            Program.of("X-MS-Exchange-Generated-Message-Source", "mailbox rules agent|oof"),
            Program.of("X-Autogenerated", "^\\s*reply\\b"),
            Program.of("Preference", "auto_reply"));

    private AutoReplies() {}

    /** @param submitted the keyword of Auto-Submitted, or the empty string */
    static Optional<Automations> find(Mail mail, String submitted, String subject) {
        Headers headers = mail.headers();
        if (submitted.equals("auto-replied") || submitted.equals("auto-reply")) {
            return answer("Auto-Submitted");
        }
        for (String name : FIELDS) {
            if (headers.all(name).stream()
                    .anyMatch(value -> !NOTHING.contains(value.strip().toLowerCase(Locale.ROOT)))) {
                return answer(name);
            }
        }
        for (Program program : PROGRAMS) {
            if (program.wrote(headers)) {
                return answer(program.field);
            }
        }
        for (String name : List.of("Precedence", "X-Precedence")) {
            if (headers.all(name).stream()
                    .anyMatch(value -> PRECEDENCES.contains(value.strip().toLowerCase(Locale.ROOT)))) {
                return answer(name);
            }
        }
        return away(mail, submitted, subject);
    }

    private static Optional<Automations> away(Mail mail, String submitted, String subject) {
        if (!AWAY_SUBJECT.matcher(subject.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.empty();
        }
        Headers headers = mail.headers();
        boolean field = isAutomatic(submitted)
                || headers.has("X-Auto-Response-Suppress")
                || headers.has("X-MS-Exchange-Inbox-Rules-Loop")
                || DeliveryFailures.isNullPath(headers)
                || headers.first("Precedence")
                        .map(value -> value.strip().equalsIgnoreCase("junk"))
                        .orElse(false);
        if (field) {
            return answer("subject of an answering machine, beside a field of one");
        }
        return MACHINE_SUBJECT.matcher(subject.toLowerCase(Locale.ROOT)).matches()
                        && AWAY_TEXT.isIn(Quotes.lower(Structure.beginning(mail.body())))
                ? answer("subject and text of an answering machine")
                : Optional.empty();
    }

    /**
     * A mail that reads like an absence note and has no field of one: it may be a note (Notes, old vacation programs, rules of
     * mailers), and it may be a person's. Who knows the sender must say.
     */
    static Optional<Automations> doubt(Mail mail, String subject) {
        if (DeliveryFailures.isNullPath(mail.headers())) {
            return doubtful("no sender in the envelope, as in automatic replies");
        }
        boolean titled = AWAY_SUBJECT.matcher(subject.toLowerCase(Locale.ROOT)).matches();
        if (titled) {
            return doubtful("subject of an absence note");
        }
        String text = beginning(mail.body());
        boolean thanks = THANKS.matcher(text).lookingAt() && AWAY_TEXT.isIn(text);
        if (MACHINE_TEXT.isIn(text)) {
            return doubtful("text of an automatic reply");
        }
        return thanks || (AWAY_NOW.isIn(text) && NOTE_TEXT.isIn(text))
                ? doubtful("text of an absence note")
                : Optional.empty();
    }

    /** What stands above the first quote, in lower case, as all patterns here are: to ignore case at each letter takes several times as long. */
    private static String beginning(Part body) {
        String text = Structure.beginning(body).stripLeading();
        int quote = text.indexOf("\n>");
        String own = quote < 0 ? text : text.substring(0, quote);
        return Quotes.lower(own.substring(0, Math.min(own.length(), NOTE)));
    }

    private static Optional<Automations> doubtful(String why) {
        return Optional.of(new Automations(Automation.HUMAN, why));
    }

    static Optional<Automations> calendar(Part body) {
        return Structure.first(body, part -> part.type().equals("text/calendar") && isReply(part))
                .map(part -> new Automations(Automation.CALENDAR, "calendar reply"));
    }

    private static boolean isReply(Part part) {
        String declared = part.parameters().getOrDefault("method", "").strip();
        String method = declared.isEmpty() && part.content() instanceof Part.Text text ? method(text.text()) : declared;
        return List.of("reply", "counter", "declinecounter", "refresh").contains(method.toLowerCase(Locale.ROOT));
    }

    private static String method(String calendar) {
        return calendar.lines()
                .limit(50)
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, "METHOD:", 0, 7))
                .map(line -> line.substring(7).strip())
                .findFirst()
                .orElse("");
    }

    /** The keyword of RFC 3834 §5, without comments and parameters, in lower case; of several fields the one that is not no. */
    static String submitted(Headers headers) {
        String found = "";
        for (String value : headers.all("Auto-Submitted")) {
            String plain = AuthResults.withoutComments(value).replace("\"", "");
            int end = plain.indexOf(';');
            String word = (end < 0 ? plain : plain.substring(0, end))
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
            if (found.isEmpty() || !isAutomatic(found)) {
                found = word;
            }
        }
        return found;
    }

    /** Whether Auto-Submitted says anything but that a person sent it. */
    static boolean isAutomatic(String submitted) {
        return !NOTHING.contains(submitted);
    }

    private static Optional<Automations> answer(String why) {
        return Optional.of(new Automations(Automation.AUTO_REPLY, why));
    }
}
