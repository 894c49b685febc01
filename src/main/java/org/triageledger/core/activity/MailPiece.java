package org.triageledger.core.activity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading.Question;

/** What follows from messages that can stand in one thread, and from no others. */
record MailPiece(
        List<Report> reports,
        List<Credit> credits,
        List<Pending> pending,
        List<Unnamed> unnamed,
        List<Raised> questions) {
    static final MailPiece NONE = new MailPiece(List.of(), List.of(), List.of(), List.of(), List.of());

    /** @param opener of the thread, by whose arrival it has its place */
    record Unnamed(Message opener, UnnamedAuthor author) {}

    /** @param by the message that raises it */
    record Raised(Message by, Question question) {}

    /** @param byKey the messages that raise questions, at least */
    static MailPiece of(Activity activity, List<Question> questions, Map<String, Message> byKey) {
        return new MailPiece(
                activity.reports(),
                activity.credits(),
                activity.pending(),
                unnamed(activity),
                questions.stream()
                        .map(question -> new Raised(Objects.requireNonNull(byKey.get(question.messageKey())), question))
                        .toList());
    }

    private static List<Unnamed> unnamed(Activity activity) {
        if (activity.unnamed().isEmpty()) {
            return List.of();
        }
        Map<String, Report> byId =
                activity.reports().stream().collect(Collectors.toMap(Report::id, Function.identity()));
        return activity.unnamed().stream()
                .map(author -> new Unnamed(
                        Objects.requireNonNull(byId.get(author.report()))
                                .thread()
                                .opener(),
                        author))
                .toList();
    }
}
