package org.triageledger.core.mail.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.text.Structure;

/**
 * What a report says of a mail that could not be delivered (RFC 3464, in a multipart/report by RFC 6522).
 *
 * @param about the Message-ID of the mail that came back, from what the report carries of it
 * @param statuses one for each recipient it failed for, for good: {@code 5.1.1} (RFC 3463); {@code 5} where none is given
 */
public record DeliveryReport(MessageId about, List<String> statuses) {
    private static final Pattern BLANK = Pattern.compile("\\n[ \\t]*\\n");
    private static final Pattern FOLD = Pattern.compile("\\n[ \\t]+");
    private static final Pattern STATUS = Pattern.compile("([245])\\.\\d{1,3}\\.\\d{1,3}");
    private static final String UNNAMED = "5";

    public DeliveryReport {
        statuses = List.copyOf(statuses);
    }

    /**
     * Empty for any other mail, for a delay or a success, and where it is not said which mail is meant. Only parts of the report
     * itself are read, not mails that it carries but for their header.
     */
    public static Optional<DeliveryReport> of(Mail mail) {
        return Structure.itself(mail.body(), part -> part.type().equals("multipart/report"))
                .flatMap(report -> {
                    List<String> statuses = statuses(report);
                    return statuses.isEmpty()
                            ? Optional.empty()
                            : about(report).map(about -> new DeliveryReport(about, statuses));
                });
    }

    /** RFC 3464 §2.1: fields of the message first, then a group for each recipient, with empty lines between. */
    private static List<String> statuses(Part report) {
        List<String> failed = new ArrayList<>();
        Structure.first(
                        report,
                        part -> part.type().equals("message/delivery-status")
                                || part.type().equals("message/global-delivery-status"))
                .map(DeliveryReport::text)
                .ifPresent(text -> {
                    for (String group : BLANK.split(text)) {
                        boolean isFailure = field(group, "action")
                                .map(action -> action.toLowerCase(Locale.ROOT).startsWith("failed"))
                                .orElse(false);
                        String status = field(group, "status").orElse("");
                        Matcher code = STATUS.matcher(status);
                        boolean coded = code.find();
                        if (isFailure && (!coded || code.group(1).equals("5"))) {
                            failed.add(coded ? code.group() : UNNAMED);
                        }
                    }
                });
        return failed;
    }

    private static Optional<MessageId> about(Part report) {
        return Structure.first(report, part -> part.content() instanceof Part.Nested)
                .flatMap(part -> part.content() instanceof Part.Nested nested
                        ? nested.mail().headers().first("Message-ID")
                        : Optional.empty())
                .or(() -> Structure.first(
                                report,
                                part -> part.type().endsWith("rfc822-headers")
                                        || part.type().equals("message/global-headers"))
                        .flatMap(part -> field(text(part), "message-id")))
                .flatMap(MessageId::first);
    }

    private static String text(Part part) {
        return part.content() instanceof Part.Text text ? text.text().replace("\r", "") : "";
    }

    /** The first field of that name in lines of a header; a folded one is unfolded (RFC 5322 §2.2.3). */
    private static Optional<String> field(String lines, String name) {
        return FOLD.matcher(lines)
                .replaceAll(" ")
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
