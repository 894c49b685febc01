package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.text.Structure;

/**
 * Reports of mail systems: on delivery (RFC 3464), on opening (RFC 8098), on complaints (RFC 5965), in a multipart/report
 * (RFC 6522) wherever a list put it; and those of old in a form of their own, for which words must stand beside a sign that no
 * mailer of a person leaves.
 */
final class DeliveryFailures {
    private static final Pattern SUBJECT = Pattern.compile(
            "undeliver|nondeliver|non[- ]deliver|delivery (?:status|fail|report|notification|has failed|problem|error|warning|delayed|unsuccessful|attempt)"
                    + "|delivery.{0,20}fail|returned (?:mail|message|to sender)|returning (?:message )?to sender|failure notice|failure delivery|delivery failure"
                    + "|mail (?:delivery|system) (?:fail|error|warning)|mail (?:failure|failed|error)|could not be delivered|not (?:yet )?(?:been )?delivered"
                    + "|message (?:status|undeliverable|delayed)|rejected|mail could not|failed mail|bounced? (?:mail|message)"
                    + "|non ?remis|unzustellbar|nicht zugestellt|échec de (?:la )?remise|no se puede entregar|mancato recapito|não entregue"
                    + "|配信|エラー通知|退信|недоставлен|не доставлен|niedostarcz",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern TEXT = Pattern.compile(
            "could ?n[o']t be delivered|could not deliver|wasn't able to deliver|not able to deliver|unable to deliver|(?:was|is) undeliverable"
                    + "|delivery (?:to the following|failed|of the following|has failed|of email|error)|user unknown|unknown user|invalid user"
                    + "|mailbox (?:unavailable|not found|full|is full)|full mailbox|permanent (?:fatal )?errors?|following (?:recipient|address)|failed recipients?"
                    + "|returned to (?:you|sender)|no such user|not (?:yet )?(?:been )?delivered|recipient address rejected|did not reach|status: [45]\\.\\d"
                    + "|recipient.{0,40}(?:unknown|reject|fail)|undelivered|over quota|smtp error|failed addresses|transcript of session"
                    + "|n'a pas pu|konnte nicht zugestellt|no se pudo entregar|配信|送信できません",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private DeliveryFailures() {}

    static Optional<Automations> find(Mail mail, List<Mailbox> from, String subject) {
        return report(mail.body()).or(() -> complaint(mail.body(), subject)).or(() -> old(mail, from, subject));
    }

    private static Optional<Automations> report(Part body) {
        return Structure.itself(body, part -> part.type().equals("multipart/report"))
                .map(report -> {
                    String kind =
                            report.parameters().getOrDefault("report-type", "").toLowerCase(Locale.ROOT);
                    if (kind.contains("disposition-notification")
                            || Structure.has(report, "message/disposition-notification")) {
                        return new Automations(Automation.AUTO_REPLY, "disposition notification");
                    }
                    if (kind.contains("feedback-report") || Structure.has(report, "message/feedback-report")) {
                        return new Automations(Automation.NOTIFICATION, "feedback report");
                    }
                    return new Automations(Automation.BOUNCE, "delivery report");
                })
                .or(() -> Structure.itself(body, part -> part.type().equals("message/feedback-report"))
                        .map(part -> new Automations(Automation.NOTIFICATION, "feedback report")));
    }

    /** Microsoft's feedback loop sends the mail complained of, marked, and nothing else. */
    private static Optional<Automations> complaint(Part body, String subject) {
        boolean marked = Structure.itself(body, part -> part.content() instanceof Part.Nested)
                .map(part -> part.content() instanceof Part.Nested nested
                        && nested.mail().headers().has("X-HmXmrOriginalRecipient"))
                .orElse(false);
        return marked && subject.toLowerCase(Locale.ROOT).startsWith("complaint")
                ? Optional.of(new Automations(Automation.NOTIFICATION, "feedback loop"))
                : Optional.empty();
    }

    private static Optional<Automations> old(Mail mail, List<Mailbox> from, String subject) {
        Headers headers = mail.headers();
        String field = headers.first("From").orElse("");
        if (Senders.isDaemon(from, field)) {
            return Optional.of(new Automations(Automation.BOUNCE, "sender is a mail daemon"));
        }
        if (headers.has("X-Failed-Recipients")) {
            return Optional.of(new Automations(Automation.BOUNCE, "X-Failed-Recipients"));
        }
        boolean status = Structure.has(mail.body(), "message/delivery-status");
        boolean declared = mail.body().type().contains("delivery-status")
                || mail.body()
                        .parameters()
                        .getOrDefault("report-type", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("delivery-status");
        // Words are dear to look for, and stand for nothing without a sign beside them.
        if (declared || (status && hasWords(mail, subject))) {
            return Optional.of(new Automations(Automation.BOUNCE, "delivery status"));
        }
        boolean postmaster = Senders.isPostmaster(from, field);
        boolean sign = postmaster || isNullPath(headers) || isToBounces(headers) || isSystem(headers);
        if (sign && (status || hasWords(mail, subject))) {
            return Optional.of(new Automations(Automation.BOUNCE, "words of a delivery report, beside a field of one"));
        }
        return postmaster
                ? Optional.of(new Automations(Automation.NOTIFICATION, "sender is a mail system"))
                : Optional.empty();
    }

    private static boolean hasWords(Mail mail, String subject) {
        return SUBJECT.matcher(subject).find()
                || TEXT.matcher(Structure.beginning(mail.body())).find();
    }

    /** Notices about mail have no sender in their envelope, so that they cause none themselves (RFC 5321 §4.5.5). */
    static boolean isNullPath(Headers headers) {
        return headers.all("Return-Path").stream()
                .map(path -> path.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
                .anyMatch(path ->
                        path.equals("<>") || path.startsWith("<mailer-daemon@") || path.startsWith("<double-bounce@"));
    }

    /** Only mail systems write to the address to which a list's mail bounces. */
    private static boolean isToBounces(Headers headers) {
        return headers.first("To").stream()
                .flatMap(field -> AddressList.parse(field).stream())
                .anyMatch(mailbox -> mailbox.address().local().contains("-bounces"));
    }

    private static boolean isSystem(Headers headers) {
        return headers.has("X-MDDSN-Message")
                || headers.has("X-MS-Exchange-Message-Is-Ndr")
                || headers.has("X-Amz-Bounce-Type")
                || headers.first("X-Mailer")
                        .map(mailer -> mailer.toLowerCase(Locale.ROOT).contains("smtp32"))
                        .orElse(false);
    }
}
