package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.text.Structure;

/**
 * A symbol that a reader pressed, and a mail that a sender wants back: the mailer wrote these mails, no matter who caused them. A reaction
 * is a part of its own (RFC 9078, and Gmail's type), beside sentences for mailers that do not know it; Outlook has the sentence alone.
 */
final class Reactions {
    private static final Pattern SYMBOLS = Pattern.compile("[^\\p{L}\\p{N}]*");

    private static final Pattern FIRST_PERSON = Pattern.compile("(?i)(?:i|we|ich|wir|je|nous|yo|io|ik|eu)\\b");

    private static final Pattern BEHIND =
            Pattern.compile("[^\\p{L}\\p{N}]*|\\s?[:：.]?\\s*[“„«\"「『<].*|(?:しました|했습니다|했어요)[^\\p{L}]*");

    /** Gmail names itself last, with its address behind it, or (in Japanese and Korean) before the word for it. */
    private static final Pattern GMAIL_SENTENCE = Pattern.compile(
            ".{1,100}\\b(?:via|über|through|par|con|con l'aiuto di|a través de|mediante|pelo|por|przez|through|из|через|通过|透過|using|med|met|ile)? ?gmail\\b.{0,20}(?:<?https?://\\S*)?[^\\p{L}]*|.{1,100}gmail.{1,30}");

    private static final String GMAIL = "text/vnd.google.email-reaction+json";

    /** Of each alternative of the sentence below a word, in lower case. */
    private static final List<String> SIGNS = List.of(
            "reacted",
            "liked your",
            "loved your",
            "laughed at",
            "reagi",
            "réagi",
            "reacci",
            "reage",
            "zareagowa",
            "отреагировал",
            "リアクション",
            "反応",
            "反应",
            "回应",
            "响应",
            "반응");

    private static final int BEGINNING = 600;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_LINES = 40;

    /** Outlook, with the name before it or behind it. */
    private static final Pattern REACTED = Pattern.compile(
            "(?:\\b(?:reacted to|liked|loved|laughed at) your (?:message|e-?mail)|hat auf Ihre (?:Nachricht|E-Mail) reagiert|a réagi à votre (?:message|e-mail|courriel)"
                    + "|(?:ha reaccionado|reaccionó) a (?:su|tu) (?:mensaje|correo)|ha reagito al (?:tuo|suo) messaggio|reagiu (?:à sua|à tua|a sua) mensagem"
                    + "|heeft (?:op|gereageerd op) (?:uw|je) bericht(?: gereageerd)?|(?:har )?reagera(?:t|de) på ditt meddelande|(?:har )?reager(?:et|te) på (?:din|meldingen din|beskeden)"
                    + "|zareagowa[łl]\\S* na (?:Twoją|twoją) wiadomość|отреагировал\\S* на ваше сообщение|メッセージに(?:リアクション|反応)|对你的(?:邮件|消息)(?:做出了)?(?:回应|反应|响应)"
                    + "|메시지에 반응)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Gmail's sentence; and the symbol alone, which has no letter. */
    private static final Pattern GMAIL_LINE =
            Pattern.compile("(?i).{0,200}\\breacted (?:via|to)\\b.{0,200}|[^\\p{L}\\p{N}]*");

    /** What telephones of Apple write about a message, with its beginning in quotes, where a symbol cannot be sent. */
    private static final Pattern TAPBACK = Pattern.compile(
            "(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|removed an? (?:like|heart|dislike|laugh|exclamation|question mark) from|reacted \\S{1,20} to|gefällt|geliebt|gefällt nicht|lacht über|hat .{1,20} betont"
                    + "|a aimé|a adoré|a ri de|n['’]a pas aimé|le gustó|le encantó|se rio de|ha messo .{1,20} a|piace|curtiu|amou|gostou de|adorou|riu de|vond|gillade|elskede|elsket|likte|tykkäsi"
                    + "|polubił\\S*|понравилось|нравится|赞了|喜欢|いいね|좋아함) ?[“„«\"「『].{1,280}[”“»\"」』](?: (?:leuk|geweldig|angesehen|に.{1,20}))?[.!]?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final List<String> TAPBACK_QUOTES = List.of("“", "„", "«", "\"", "「", "『");

    private static final Pattern RECALL_SUBJECT = Pattern.compile(
            "^(?:recall|message recall|rückruf|rappel(?: du message)?|recuperar|recuperación|richiamo|richiama|intrekken|återkalla|tilbakekall|tilbagekald|peru|wycofanie|отзыв|отозвать|召回|撤回|リコール|取り消し|メッセージの取り消し|회수|cancelamento|cancelar|recuperação|geri çağırma|geri çağır|geri al|odwołanie|wycofaj|cofnij|cofnięcie|відкликання|відкликати"
                    + "|stažení|zrušit|stáhnout|visszahívás|visszavonás|ανάκληση|recall bericht|kutsu takaisin|takaisinkutsu|retragere|rechemare|ביטול|استرداد)"
                    + "\\s?[:：].*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What Outlook writes; the name before or behind it. */
    private static final Pattern RECALL_TEXT = Pattern.compile(
            "would like to recall the message|möchte die Nachricht .{0,300}zurückrufen|souhaite rappeler le message|desea recuperar el mensaje|(?:desidera|vuole) richiamare il messaggio"
                    + "|wil (?:graag )?het bericht|gostaria de (?:recuperar|cancelar) a mensagem|vill återkalla meddelandet|chciałby cofnąć wiadomość|хочет отозвать сообщение",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Reactions() {}

    /** @param own the author's own lines */
    static Optional<Automations> find(Mail mail, List<String> own, String subject) {
        List<String> lines = lines(own);
        if (isReaction(mail, lines)) {
            return notification("reaction to a message");
        }
        return isRecall(mail, lines, subject) ? notification("recall of a message") : Optional.empty();
    }

    /** Words of the reader's own beside it make it a message (RFC 9078 §2). */
    private static boolean isReaction(Mail mail, List<String> own) {
        if (Structure.first(mail.body(), Reactions::isReactionPart).isPresent()) {
            return own.stream().allMatch(line -> GMAIL_LINE.matcher(line).matches());
        }
        // Asked of every mail: what holds none of these words is not looked at any further.
        String text = Structure.beginning(mail.body());
        String beginning = text.substring(0, Math.min(BEGINNING, text.length())).toLowerCase(Locale.ROOT);
        boolean quotes = TAPBACK_QUOTES.stream().anyMatch(beginning::contains);
        if (!quotes && SIGNS.stream().noneMatch(beginning::contains)) {
            return false;
        }
        List<String> lines =
                own.stream().filter(line -> !SYMBOLS.matcher(line).matches()).toList();
        return lines.size() == 1
                && (isReactionSentence(lines.getFirst())
                        || TAPBACK.matcher(lines.getFirst()).matches());
    }

    /** Nothing may stand behind the sentence but what was reacted to, since people write of what they like, too. */
    private static boolean isReactionSentence(String line) {
        Matcher reacted = REACTED.matcher(line);
        boolean outlook = reacted.find()
                && !FIRST_PERSON.matcher(line).lookingAt()
                && BEHIND.matcher(line.substring(reacted.end())).matches();
        String lower = line.toLowerCase(Locale.ROOT);
        return outlook
                || (lower.contains("gmail")
                        && lower.length() < 200
                        && SIGNS.stream().anyMatch(lower::contains)
                        && GMAIL_SENTENCE.matcher(lower).matches());
    }

    private static boolean isReactionPart(Part part) {
        return part.type().equals(GMAIL) || part.disposition().equals("reaction");
    }

    /** Outlook writes these fields of its voice messages into a recall, and nothing else does. */
    private static boolean isRecall(Mail mail, List<String> lines, String subject) {
        boolean titled = RECALL_SUBJECT.matcher(subject).matches();
        boolean field = mail.headers()
                .first("X-CallingTelephoneNumber")
                .map(value -> value.strip().equalsIgnoreCase("IPM.Note"))
                .orElse(false);
        if (titled && field) {
            return true;
        }
        if (!titled && !field) {
            return false;
        }
        String recalled = subject.replaceFirst("^[^:：]{1,40}[:：]\\s*", "").strip();
        // In any language Outlook names the subject of what is recalled, and says no more.
        boolean named = titled
                && lines.size() == 1
                && recalled.length() > 2
                && lines.getFirst().contains(recalled)
                && lines.getFirst().length() < recalled.length() + 120;
        return named
                || lines.size() <= 2
                        && lines.stream()
                                .anyMatch(line -> RECALL_TEXT.matcher(line).find());
    }

    /** The mail's own lines, few and cut: more than these are no mailer's sentence. */
    private static List<String> lines(List<String> own) {
        return own.stream()
                .limit(MOST_LINES)
                .map(line -> line.substring(0, Math.min(LONGEST_LINE, line.length())))
                .toList();
    }

    private static Optional<Automations> notification(String why) {
        return Optional.of(new Automations(Automation.NOTIFICATION, why));
    }
}
