package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.document.Csv;
import org.triageledger.work.ListRules;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.AuthorChoices;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.QueueAnswers;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.record.DecisionViews;

/**
 * The review queue: what waits for a person, a question at a time or several together. What an answer would change is shown before it
 * is given; each decision that was made has a page of its own, from which it can be undone.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class QueueResource {
    private static final String HERE = "/queue";
    /** So many decisions have links of their own. */
    private static final int MOST_SHOWN = 100;

    /** No more can be decided together. */
    private static final int MOST_NAMED = 100_000;

    private static final Pattern SAVED = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /** What each kind is called, in the order in which they are shown. */
    private static final Map<String, String> KINDS = kinds();

    private final QueueItems items;
    private final QueueAnswers answers;
    private final Decisions decisions;
    private final AuthorChoices authors;
    private final Viewer viewer;
    private final PageFrames frames;

    QueueResource(
            QueueItems items,
            QueueAnswers answers,
            Decisions decisions,
            AuthorChoices authors,
            Viewer viewer,
            PageFrames frames) {
        this.items = items;
        this.answers = answers;
        this.decisions = decisions;
        this.authors = authors;
        this.viewer = viewer;
        this.frames = frames;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new java.util.LinkedHashMap<>();
        kinds.put("approval", "Awaiting approval");
        kinds.put("author", "Unverified authors");
        kinds.put("threads", "Threads that may belong together");
        kinds.put("address", "Unlinked addresses");
        kinds.put("cve-name", "Names in CVE records");
        kinds.put("github-advisory", "Work on GitHub advisories");
        kinds.put("claim", "Claims");
        return kinds;
    }

    @GET
    @Path("queue")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance queue(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("q") @Nullable String text,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @Nullable String page,
            @QueryParam("select") @Nullable String select,
            @QueryParam("saved") @Nullable String saved) {
        QueueItems.Asked asked = QueueItems.Asked.of(kind, text, sort, page);
        List<Long> made = entries(saved);
        return new QueuePages.queue(
                frames.of("Review queue", HERE),
                asked,
                items.page(asked),
                KINDS,
                query(asked),
                "all".equals(select),
                viewer.decides(),
                made.isEmpty()
                        ? ""
                        : made.size() == 1
                                ? "Entry " + made.getFirst()
                                : "Entries " + made.getFirst() + " to " + made.getLast(),
                made.size() > MOST_SHOWN ? List.of() : made);
    }

    /** The entries that an address names as just made, as {@link #saved} writes them; none where it is written otherwise. */
    private static List<Long> entries(@Nullable String saved) {
        Matcher named = SAVED.matcher(saved == null ? "" : saved);
        if (!named.matches()) {
            return List.of();
        }
        long first = Long.parseLong(named.group(1));
        long last = named.group(2) == null ? first : Long.parseLong(named.group(2));
        return last - first >= MOST_NAMED
                ? List.of()
                : LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** The questions that are asked for, all pages of them. */
    @GET
    @Path("queue.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("q") @Nullable String text,
            @QueryParam("sort") @Nullable String sort) {
        return Downloads.csv(
                Csv.of(Stream.concat(
                                Stream.of(List.of(
                                        "item", "kind", "question", "why", "members", "address", "report", "at")),
                                items.found(QueueItems.Asked.of(kind, text, sort, null)).items().stream()
                                        .map(item -> List.of(
                                                item.item(),
                                                item.kind(),
                                                item.title(),
                                                item.why(),
                                                String.join(" ", item.members()),
                                                ListRules.cell(item.address()),
                                                ListRules.cell(item.report()),
                                                ListRules.cell(item.at()))))
                        .toList()),
                "queue.csv");
    }

    private static String query(QueueItems.Asked asked) {
        return Stream.of(
                        asked.kind().isEmpty() ? "" : "kind=" + asked.kind(),
                        asked.text().isEmpty() ? "" : "q=" + URLEncoder.encode(asked.text(), StandardCharsets.UTF_8),
                        asked.oldest() ? "sort=oldest-first" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
    }

    /** A question, with what is known for an answer; with an answer, what that would change. Nothing is changed. */
    @GET
    @Path("queue/{item}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance item(
            @PathParam("item") String item,
            @QueryParam("answer") @Nullable String answer,
            @QueryParam("author") @Nullable String author,
            @QueryParam("chosen") @Nullable String chosen,
            @QueryParam("alike") boolean alike) {
        QueuePages.Typed typed = typed(answer, author, chosen, alike, null);
        return item(item, typed, typed.answer().isEmpty() ? QueuePages.Preview.NONE : preview(List.of(item), typed));
    }

    @POST
    @Path("queue/{item}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response decide(
            @PathParam("item") String item,
            @FormParam("answer") @Nullable String answer,
            @FormParam("author") @Nullable String author,
            @FormParam("chosen") @Nullable String chosen,
            @FormParam("alike") boolean alike,
            @FormParam("reason") @Nullable String reason) {
        QueuePages.Typed typed = typed(answer, author, chosen, alike, reason);
        return Forms.done(
                () -> {
                    List<Long> made = decide(List.of(item), typed);
                    return made.size() == 1
                            ? "/decisions/" + made.getFirst() + "?made=true"
                            : saved(made, new QueueItems.Asked(QueueItems.AUTHOR, "", false, 1));
                },
                told -> {
                    if (items.detail(item).isEmpty()) {
                        throw new Refusal("This was decided already, or is no item of the queue. Nothing was changed.");
                    }
                    return item(item, typed, refused(told, () -> preview(List.of(item), typed)));
                });
    }

    /** Shows the subject of the message to the one who asks, for the rest of the UTC day; that is noted in the audit log. */
    @POST
    @Path("queue/{item}/subject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response subject(@PathParam("item") String item) {
        return Forms.done(
                () -> {
                    answers.show(item);
                    return "/queue/" + item;
                },
                told -> item(item, QueuePages.Typed.NOTHING, refused(told)));
    }

    /** What one answer to several questions would change. */
    @GET
    @Path("queue/selected")
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public TemplateInstance selected(
            @QueryParam("item") List<String> chosen,
            @QueryParam("answer") @Nullable String answer,
            @QueryParam("repository") @Nullable String repository,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("q") @Nullable String text,
            @QueryParam("sort") @Nullable String sort) {
        QueuePages.Typed typed = typed(answer, null, null, false, null);
        List<String> all = repository == null ? chosen : items.ofRepository(repository);
        return selected(all, typed, preview(all, typed), from(kind, text, sort));
    }

    @POST
    @Path("queue/selected")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response decideSelected(
            @FormParam("item") List<String> chosen,
            @FormParam("answer") @Nullable String answer,
            @FormParam("reason") @Nullable String reason,
            @FormParam("kind") @Nullable String kind,
            @FormParam("q") @Nullable String text,
            @FormParam("sort") @Nullable String sort) {
        QueuePages.Typed typed = typed(answer, null, null, false, reason);
        QueueItems.Asked asked = from(kind, text, sort);
        return Forms.done(
                () -> saved(decide(chosen, typed), asked),
                told -> selected(chosen, typed, refused(told, () -> preview(chosen, typed)), asked));
    }

    /** What the queue showed when questions of it were chosen; all of it where that is told wrongly, which is no reason to decide nothing. */
    private static QueueItems.Asked from(@Nullable String kind, @Nullable String text, @Nullable String sort) {
        try {
            return QueueItems.Asked.of(kind, text, sort, null);
        } catch (Refusal unknown) {
            return QueueItems.Asked.ALL;
        }
    }

    @GET
    @Path("decisions/{id}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance decision(
            @PathParam("id") long id, @QueryParam("undo") boolean undo, @QueryParam("made") boolean made) {
        return decision(id, QueuePages.Typed.NOTHING, undo ? undoing(id) : QueuePages.Preview.NONE, made);
    }

    @POST
    @Path("decisions/{id}/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response undo(@PathParam("id") long id, @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> "/decisions/"
                        + decisions
                                .decide(new Proposal.Undo(id), signed(Forms.text(reason)))
                                .entries()
                                .getFirst()
                        + "?made=true",
                told -> decision(id, typed(null, null, null, false, reason), refused(told, () -> undoing(id)), false));
    }

    private TemplateInstance decision(long id, QueuePages.Typed typed, QueuePages.Preview preview, boolean made) {
        DecisionViews.DecisionLine line = decisions.one(id).orElseThrow(NotFoundException::new);
        return new QueuePages.decision(
                frames.of("Entry " + id, "/audit-log"),
                line,
                Optional.ofNullable(line.before()).flatMap(decisions::one),
                viewer.decides(),
                typed,
                preview,
                made);
    }

    private TemplateInstance item(String item, QueuePages.Typed typed, QueuePages.Preview preview) {
        QueueViews.QueueItemDetail detail = items.detail(item).orElseThrow(NotFoundException::new);
        boolean author = detail.item().kind().equals("author");
        String key = author ? detail.messages().getFirst().key() : "";
        List<AuthorChoices.Choice> choices = author ? authors.of(key) : List.of();
        boolean chosen = choices.stream().anyMatch(choice -> choice.address().equals(typed.author()));
        return new QueuePages.item(
                frames.of("Decide", HERE),
                detail,
                KINDS.getOrDefault(detail.item().kind(), ""),
                choices,
                chosen ? "" : typed.author(),
                author && authors.namesOne(key),
                author ? answers.shown(key) : List.of(),
                typed,
                preview,
                viewer.decides(),
                viewer.own().orElse(""));
    }

    private TemplateInstance selected(
            List<String> chosen, QueuePages.Typed typed, QueuePages.Preview preview, QueueItems.Asked asked) {
        return new QueuePages.selected(
                frames.of("Decide", HERE),
                chosen,
                chosen.size(),
                label(typed.answer()),
                typed,
                preview,
                asked,
                query(asked));
    }

    private static String label(String answer) {
        return switch (answer) {
            case "confirm" -> "Confirm the authors that the messages name";
            case "reject" -> "No member wrote them, and no threads are joined";
            case "link" -> "Link the addresses to the members they are suggested for";
            case "nobody" -> "None of them is a member’s, or anybody’s in the roster";
            case "approve" -> "Approve";
            case "decline" -> "Decline";
            default -> "";
        };
    }

    private QueuePages.Preview preview(List<String> chosen, QueuePages.Typed typed) {
        return tried(() ->
                decisions.previewAll(answers.proposals(chosen, given(typed))).changes());
    }

    private QueuePages.Preview undoing(long id) {
        return tried(() -> decisions.preview(new Proposal.Undo(id)).changes());
    }

    private static QueuePages.Preview tried(Supplier<List<String>> changes) {
        try {
            return new QueuePages.Preview(true, changes.get(), Optional.empty(), false);
        } catch (Refusal refusal) {
            return refused(Forms.told(refusal));
        }
    }

    private static QueuePages.Preview refused(ReviewPages.Told told) {
        return new QueuePages.Preview(true, List.of(), told.refused(), false);
    }

    /** Where only what was given beside the answer is wrong, the page says as before what the answer would change. */
    private static QueuePages.Preview refused(ReviewPages.Told told, Supplier<QueuePages.Preview> preview) {
        return told.atField()
                ? new QueuePages.Preview(true, preview.get().changes(), told.refused(), true)
                : refused(told);
    }

    private List<Long> decide(List<String> chosen, QueuePages.Typed typed) {
        return answers.decide(chosen, given(typed), signed(typed.reason())).entries();
    }

    private Signed signed(String reason) {
        return new Signed(viewer.person(), reason);
    }

    private static String saved(List<Long> made, QueueItems.Asked asked) {
        String query = query(asked);
        return HERE + "?" + query + (query.isEmpty() ? "" : "&") + "saved=" + made.getFirst()
                + (made.size() == 1 ? "" : "-" + made.getLast());
    }

    private static QueueAnswers.Given given(QueuePages.Typed typed) {
        return new QueueAnswers.Given(typed.answer(), typed.author(), typed.alike());
    }

    /** What was typed goes before what was chosen. */
    private static QueuePages.Typed typed(
            @Nullable String answer,
            @Nullable String author,
            @Nullable String chosen,
            boolean alike,
            @Nullable String reason) {
        String typed = Forms.text(author);
        return new QueuePages.Typed(
                Forms.text(answer), typed.isEmpty() ? Forms.text(chosen) : typed, alike, Forms.text(reason));
    }

    /** The same answer as before, not given yet, for whom it could not be taken from. */
    @RolesAllowed("admin")
    TemplateInstance again(List<String> parts, KeptForm kept) {
        QueuePages.Typed typed = typed(
                kept.first("answer"),
                kept.first("author"),
                kept.first("chosen"),
                kept.first("alike").equals("true"),
                kept.first("reason"));
        return parts.size() < 2 || parts.get(1).equals("selected")
                ? selected(
                        kept.all("item"),
                        typed,
                        preview(kept.all("item"), typed),
                        from(kept.first("kind"), kept.first("q"), kept.first("sort")))
                : item(
                        parts.get(1),
                        typed,
                        typed.answer().isEmpty() ? QueuePages.Preview.NONE : preview(List.of(parts.get(1)), typed));
    }
}
