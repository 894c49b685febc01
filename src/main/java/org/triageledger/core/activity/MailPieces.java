package org.triageledger.core.activity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.triageledger.core.mail.thread.Messages;

/** Pieces put together, in the order in which they stand when all is computed at once; a few of them are exchanged cheaply. */
final class MailPieces {
    /** Up to so many pieces, each is put where it belongs; beyond, everything is sorted. */
    private static final int FEW = 256;

    private static final Comparator<Report> BY_OPENER =
            Comparator.comparing(report -> report.thread().opener(), Messages.BY_ARRIVAL);

    private final Set<MailPiece> pieces = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<MailPiece> unnamed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<MailPiece> questions = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<MailPiece> gone = new ArrayList<>();
    private List<Report> reports = List.of();
    private List<Credit> credits = List.of();
    private List<Pending> pending = List.of();

    void remove(MailPiece piece) {
        pieces.remove(piece);
        unnamed.remove(piece);
        questions.remove(piece);
        gone.add(piece);
    }

    void add(Collection<MailPiece> fresh) {
        if (gone.isEmpty() && fresh.isEmpty()) {
            return;
        }
        for (MailPiece piece : fresh) {
            pieces.add(piece);
            if (!piece.unnamed().isEmpty()) {
                unnamed.add(piece);
            }
            if (!piece.questions().isEmpty()) {
                questions.add(piece);
            }
        }
        boolean few = gone.size() + fresh.size() <= FEW;
        reports = exchanged(reports, few, fresh, MailPiece::reports, BY_OPENER);
        credits = exchanged(credits, few, fresh, MailPiece::credits, Activities.BY_MEMBER);
        pending = exchanged(pending, few, fresh, MailPiece::pending, Activities.PENDING);
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
            boolean few,
            Collection<MailPiece> fresh,
            Function<MailPiece, List<E>> part,
            Comparator<? super E> order) {
        List<E> now;
        if (few) {
            now = new ArrayList<>(before);
            for (MailPiece piece : gone) {
                part.apply(piece).forEach(one -> now.remove(Collections.binarySearch(now, one, order)));
            }
            for (MailPiece piece : fresh) {
                part.apply(piece).forEach(one -> now.add(-1 - Collections.binarySearch(now, one, order), one));
            }
        } else {
            now = new ArrayList<>(before.size());
            pieces.forEach(piece -> now.addAll(part.apply(piece)));
            now.sort(order);
        }
        return Collections.unmodifiableList(now);
    }
}
