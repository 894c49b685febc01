package org.triageledger.web;

import io.quarkus.csrf.reactive.runtime.CsrfTokenParameterProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceState;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.Viewer;

/** Makes what stands on every page. */
@ApplicationScoped
class PageFrames {
    private final SourceAnswers sources;
    private final Returns returns;
    private final Viewer viewer;
    private final AuditLog audit;
    private final Places places;
    private final CsrfTokenParameterProvider csrf;

    PageFrames(
            SourceAnswers sources,
            Returns returns,
            Viewer viewer,
            AuditLog audit,
            Places places,
            CsrfTokenParameterProvider csrf) {
        this.sources = sources;
        this.returns = returns;
        this.viewer = viewer;
        this.audit = audit;
        this.places = places;
        this.csrf = csrf;
    }

    /** A page for those who are signed in. They are told when the ledger is blind; the names of sources are for some. */
    Pages.Frame of(String title, String here) {
        boolean entitled = viewer.seesSources();
        List<String> alarms = Stream.concat(
                        audit.state().damage().stream()
                                .map(damage -> entitled
                                        ? damage
                                                + " Restore the database from a backup before anybody decides anything."
                                        : "The audit log is damaged: decisions cannot be relied on."),
                        Stream.concat(
                                sources.mailboxes().stream()
                                        .filter(line -> SourceState.BLIND.is(line.state()))
                                        .map(line -> alarm(line, entitled)),
                                returns.downSince().stream()
                                        .filter(since -> entitled)
                                        .map(since -> "The mail server has taken no mail of the ledger since "
                                                + Formats.utc(since) + ": reminders and alarms wait.")))
                .distinct()
                .toList();
        return new Pages.Frame(title, here, viewer.name(), entitled, true, places.of(here), alarms);
    }

    /** A page for everybody. */
    Pages.Frame open(String title, String here) {
        return new Pages.Frame(title, here, viewer.name(), viewer.seesSources(), true, places.of(here), List.of());
    }

    /** A page that says that something did not work: it must not fail itself, so nothing is read for it. */
    Pages.Frame trouble(String title) {
        try {
            return new Pages.Frame(
                    title, "", viewer.name(), viewer.seesSources(), hasToken(), places.uncounted(), List.of());
        } catch (RuntimeException unknown) {
            return Pages.Frame.bare(title);
        }
    }

    /** What was refused before a token was made for the request has none. */
    private boolean hasToken() {
        try {
            return !csrf.getToken().isEmpty();
        } catch (IllegalStateException none) {
            return false;
        }
    }

    private static String alarm(SourceViews.MailboxState line, boolean named) {
        String since = line.lastGoodLook() == null
                ? "has not been read yet"
                : "has not been read since " + Formats.utc(line.lastGoodLook());
        return (named ? "Mailbox “" + line.name() + "” " : "A mailbox ") + since
                + ": what has come in since is not in the ledger.";
    }
}
