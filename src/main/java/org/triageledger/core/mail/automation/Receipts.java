package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.field.BaseSubject;
import org.triageledger.core.mail.text.Structure;

/**
 * What a mailer says for its owner in one text, where the part that RFC 8098 or RFC 5546 has for it is missing: that a mail was read, or
 * deleted unread, and that an invitation was answered. Where only the form of such a mail is there, a person is asked.
 */
final class Receipts {
    private static final int MOST_LINES = 9;
    private static final int LONGEST_LINE = 300;

    /** Before the subject of the mail that was read, in the words of Outlook and Thunderbird. */
    private static final Pattern READ_SUBJECT = Pattern.compile(
            "(?:(?:not )?read|return receipt(?: \\(displayed\\))?|(?:un)?gelesen|nicht gelesen|lesebestätigung(?: \\(angezeigt\\))?|(?:non )?lu|confirmation de lecture|(?:no )?le[ií]do|(?:non )?letto|(?:niet |on)?gelezen"
                    + "|leesbevestiging|(?:não )?lid[ao]|(?:inte |o)?läst|(?:ikke |u)?læst|(?:ikke |u)?lest|luettu|lukematta|przeczytano|nieprzeczytano|přečteno|прочитано|не прочитано|okundu|elolvasva|citit|開封済み|已读|已讀|읽음)"
                    + "\\s?[:：-].*");

    /** What became of a mail that somebody sent to the reader. */
    private static final Pattern READ_TEXT = Pattern.compile(
            "your (?:message|mail|e-?mail)\\b.*\\b(?:was|has been) (?:read|displayed|opened|deleted without being read|deleted unread)\\b|return receipt for the (?:mail|message) that you sent"
                    + "|ihre (?:nachricht|e-?mail)\\b.*\\b(?:gelesen|ungelesen gelöscht|angezeigt)\\b|votre (?:message|courriel|e-?mail)\\b.*\\ba été (?:lu|ouvert|affiché|supprimé)"
                    + "|(?:su|el) mensaje\\b.*\\b(?:fue|ha sido|se ha) (?:leído|eliminado|mostrado)|il (?:tuo |suo )?messaggio\\b.*\\bè stato (?:letto|eliminato|visualizzato)"
                    + "|uw bericht\\b.*\\b(?:is|werd) (?:gelezen|verwijderd)|(?:a sua|sua) mensagem\\b.*\\bfoi (?:lida|excluída|eliminada)|ditt meddelande\\b.*\\b(?:lästes|har lästs|togs bort)"
                    + "|wiadomość .*\\bzostała (?:przeczytana|usunięta)|ваше сообщение .*(?:прочитано|удалено)",
            Pattern.DOTALL);

    private static final Pattern ANSWER_SUBJECT = Pattern.compile(
            "(?:accepted|declined|tentative(?:ly accepted)?|zugesagt|abgelehnt|abgesagt|mit vorbehalt|accepté|refusé|provisoire|acept(?:ada|ado)|rechazad[ao]|accettat[oa]|rifiutat[oa]|geaccepteerd|geweigerd|aceit[oe]"
                    + "|recusad[ao]|accepterat|avböjt|godtaget|avslått|zaakceptowano|odrzucono|принято|отклонено)\\s?[:：].*");

    private static final Pattern ANSWER_TEXT = Pattern.compile(
            ".{1,100}\\b(?:has (?:accepted|declined|tentatively accepted|replied .{1,12} to)|hat .{0,60}(?:angenommen|abgelehnt|zugesagt)|a (?:accepté|refusé)|ha (?:aceptado|rechazado|accettato|rifiutato))(?!\\p{L}).{0,60}"
                    + "(?:invitation|event|meeting|einladung|termin|réunion|événement|invitación|invito|evento).{0,80}");

    private static final Pattern DATED =
            Pattern.compile("\\d{1,4}[./-]\\s?\\d{1,2}[./-]\\s?\\d{1,4}|\\b(?:19|20)\\d{2}\\b");

    private Receipts() {}

    static Optional<Automations> find(Mail mail, String subject) {
        String title = subject.toLowerCase(Locale.ROOT);
        boolean read = READ_SUBJECT.matcher(title).matches();
        boolean answer = ANSWER_SUBJECT.matcher(title).matches();
        if (!read && !answer) {
            return Optional.empty();
        }
        List<String> lines = lines(mail);
        if (lines.size() > MOST_LINES) {
            return Optional.empty();
        }
        if (read && READ_TEXT.matcher(String.join("\n", lines)).find()) {
            return Optional.of(new Automations(Automation.NOTIFICATION, "receipt for a message"));
        }
        return answer
                        && lines.size() <= 2
                        && lines.stream()
                                .anyMatch(line -> ANSWER_TEXT.matcher(line).matches())
                ? Optional.of(new Automations(Automation.CALENDAR, "answer to an invitation"))
                : Optional.empty();
    }

    /** The sentence without the subject, or the form in a language whose words are not known here: the subject again, a date, little else. */
    static Optional<Automations> doubt(Mail mail, String subject) {
        List<String> lines = lines(mail);
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            return Optional.empty();
        }
        String title = BaseSubject.of(subject).text().toLowerCase(Locale.ROOT);
        int colon = Math.max(title.indexOf(':'), title.indexOf('：'));
        String read = title.substring(colon + 1).strip();
        boolean repeated = colon > 0 && read.length() > 3 && lines.stream().anyMatch(line -> isField(line, read));
        boolean form = repeated
                && lines.size() >= 3
                && lines.stream().filter(line -> DATED.matcher(line).find()).count() >= 2;
        return form
                        || READ_TEXT.matcher(String.join("\n", lines)).find()
                        || (lines.size() <= 2
                                && lines.stream()
                                        .anyMatch(line ->
                                                ANSWER_TEXT.matcher(line).matches()))
                ? Optional.of(new Automations(Automation.HUMAN, "form of a receipt"))
                : Optional.empty();
    }

    private static boolean isField(String line, String value) {
        String name = line.endsWith(value)
                ? line.substring(0, line.length() - value.length()).stripTrailing()
                : "";
        return name.endsWith(":") || name.endsWith("：");
    }

    /** The first lines of the mail in lower case, one more at most than a receipt has. */
    private static List<String> lines(Mail mail) {
        return Structure.beginning(mail.body())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_LINES + 1L)
                .map(line ->
                        line.substring(0, Math.min(LONGEST_LINE, line.length())).toLowerCase(Locale.ROOT))
                .toList();
    }
}
