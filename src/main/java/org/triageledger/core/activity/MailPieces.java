package org.triageledger.core.activity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.triageledger.core.mail.SortedExchange;
import org.triageledger.core.mail.thread.Messages;

/** Pieces put together, in the order in which they stand when all is computed at once; some of them are exchanged cheaply. */
final class MailPieces {
    private static final Comparator<Report> BY_OPENER =
            Comparator.comparing(report -> report.thread().opener(), Messages.BY_ARRIVAL);

    private final Set<MailPiece> unnamed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<MailPiece> questions = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<MailPiece> gone = new ArrayList<>();
    private List<Report> reports = List.of();
    private List<Credit> credits = List.of();
    private List<Pending> pending = List.of();

    /** The same pieces, which can be exchanged without a change to this. */
    MailPieces copy() {
        MailPieces copy = new MailPieces();
        copy.unnamed.addAll(unnamed);
        copy.questions.addAll(questions);
        copy.gone.addAll(gone);
        copy.reports = reports;
        copy.credits = credits;
        copy.pending = pending;
        return copy;
    }

    /** It is gone from the outcome once {@link #add} is called. */
    void remove(MailPiece piece) {
        unnamed.remove(piece);
        questions.remove(piece);
        gone.add(piece);
    }

    void add(Collection<MailPiece> fresh) {
        if (gone.isEmpty() && fresh.isEmpty()) {
            return;
        }
        for (MailPiece piece : fresh) {
            if (!piece.unnamed().isEmpty()) {
                unnamed.add(piece);
            }
            if (!piece.questions().isEmpty()) {
                questions.add(piece);
            }
        }
        reports = exchanged(reports, fresh, MailPiece::reports, BY_OPENER);
        credits = exchanged(credits, fresh, MailPiece::credits, Activities.BY_MEMBER);
        pending = exchanged(pending, fresh, MailPiece::pending, Activities.PENDING);
        gone.clear();
    }

    MailActivity.Outcome outcome() {
        List<MailPiece.Unnamed> authors = new ArrayList<>();
        unnamed.forEach(piece -> authors.addAll(piece.unnamed()));
        authors.sort(Comparator.comparing(MailPiece.Unnamed::opener, Messages.BY_ARRIVAL)
                .thenComparing(one -> one.author().message(), Messages.BY_ARRIVAL));
        List<MailPiece.Raised> raised = new ArrayList<>();
        questions.forEach(piece -> raised.addAll(piece.questions()));
        raised.sort(Comparator.comparing(MailPiece.Raised::by, Messages.BY_ARRIVAL));
        return new MailActivity.Outcome(
                new Activity(
                        reports,
                        credits,
                        pending,
                        authors.stream().map(MailPiece.Unnamed::author).toList()),
                raised.stream().map(MailPiece.Raised::question).toList());
    }

    private <E> List<E> exchanged(
            List<E> before,
            Collection<MailPiece> fresh,
            Function<MailPiece, List<E>> part,
            Comparator<? super E> order) {
        return SortedExchange.of(
                before,
                gone.stream().flatMap(piece -> part.apply(piece).stream()).toList(),
                fresh.stream().flatMap(piece -> part.apply(piece).stream()).toList(),
                order);
    }
}
