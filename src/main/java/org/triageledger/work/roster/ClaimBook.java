package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Claim.Matter;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.record.Acts;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.record.SealedTexts;

/**
 * Work that left no mail, claimed by the person who did it, and credits in dispute; a second person decides. That they were made stands
 * among the decisions. What they say can be about a report, so it is sealed beside them.
 */
@ApplicationScoped
public class ClaimBook {
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_LINK = 500;

    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final Facts facts;
    private final SealedTexts texts;
    private final Clock clock;

    public ClaimBook(DecisionStore store, KnownDecisions decisions, Facts facts, SealedTexts texts, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.facts = facts;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Claims work of one's own; gives the id of the claim.
     *
     * @param day the UTC day of the work
     * @param text what happened
     * @param link to something that bears it out, an advisory for instance
     */
    @Transactional
    public String claim(String kind, LocalDate day, String text, @Nullable String link, String by) {
        Matter.Work matter = new Matter.Work(by, kind(kind), day, Optional.empty());
        return raise(matter, whole(text, link), by);
    }

    /**
     * Disputes a credit; gives the id of the dispute.
     *
     * @param kind of the credit; all of that member's on the report without it
     */
    @Transactional
    public String dispute(String member, String report, @Nullable String kind, String text, String by) {
        Optional<Credit.Kind> one =
                Optional.ofNullable(kind).filter(word -> !word.isBlank()).map(ClaimBook::kind);
        Facts.Known known = facts.on(LocalDate.MAX);
        if (known.credits().of(member).stream()
                .noneMatch(credit -> credit.report().equals(report)
                        && one.map(credit.kind()::equals).orElse(true))) {
            throw new Refusal("'" + member + "' has no such credit on the report '" + report
                    + "': see `ledger credits --member " + member + "`");
        }
        Optional<String> message = known.activity().reports().stream()
                .filter(candidate -> candidate.id().equals(report))
                .map(Report::thread)
                .map(thread -> thread.opener().key())
                .findFirst();
        return raise(new Matter.Dispute(member, one, report, message), whole(text, null), by);
    }

    /** Decides on a claim or dispute; nobody decides on their own. */
    @Transactional
    public void judge(String id, boolean accepts, String reason, String by) {
        store.turn();
        Claim claim = claims().stream()
                .filter(eachClaim -> eachClaim.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no claim '" + id + "': see `ledger claims --all`"));
        Act act = Acts.as(facts.on(LocalDate.MAX).roster(), by, now(), Capacity.ADMIN, Capacity.COUNCIL);
        Claim.Verdict verdict = accepts ? Claim.Verdict.ACCEPTED : Claim.Verdict.REJECTED;
        Acts.done(claim.judge(verdict, Signed.why(reason), act));
        store.add(new Entry.ClaimJudged(id, verdict, act.by().capacity()), act.at(), by, reason.strip());
    }

    /**
     * All there ever were, the latest first.
     *
     * @param reads whether what was said in a claim may be read, by who claimed
     */
    @Transactional
    public PeopleViews.Claims all(Predicate<String> reads) {
        DecisionEffects decided = decisions.now();
        Roster roster = facts.on(LocalDate.MAX).roster();
        return new PeopleViews.Claims(decided.claims().stream()
                .sorted(Comparator.comparing((Claim claim) -> claim.act().at())
                        .thenComparing(Claim::id)
                        .reversed())
                .map(claim -> line(
                        claim,
                        roster,
                        reads.test(claim.act().by().person())
                                ? texts.open(decided.sealedText(claim.id()).orElse(""), about(claim.id()))
                                        .orElse("(what was said can no longer be read)")
                                : null))
                .toList());
    }

    /** How many wait for somebody to decide. */
    @Transactional
    public int open() {
        return Math.toIntExact(claims().stream().filter(Claim::isOpen).count());
    }

    private String raise(Matter matter, String text, String by) {
        store.turn();
        needsNew(matter, text, by);
        Act act = Acts.member(by, now());
        String id = "c" + decisions.now().nextId();
        Acts.done(Claim.of(id, matter, text, facts.on(LocalDate.MAX).roster(), act));
        String sealed = texts.keep(text, about(id));
        store.add(entry(id, matter, sealed), act.at(), by, "");
        return id;
    }

    /** Who sends a form twice says nothing new: of a credit only one dispute of theirs waits, of work only one claim in the same words. */
    private void needsNew(Matter matter, String text, String by) {
        DecisionEffects decided = decisions.now();
        decided.claims().stream()
                .filter(Claim::isOpen)
                .filter(claim ->
                        claim.act().by().person().equals(by) && claim.matter().equals(matter))
                .filter(claim -> matter instanceof Matter.Dispute
                        || texts.open(decided.sealedText(claim.id()).orElse(""), about(claim.id()))
                                .equals(Optional.of(text)))
                .findFirst()
                .ifPresent(claim -> {
                    throw new Refusal("you said so already: " + claim.id() + " waits for a decision");
                });
    }

    private static Entry entry(String id, Matter matter, String sealed) {
        return switch (matter) {
            case Matter.Work work -> new Entry.WorkClaimed(id, work.member(), work.kind(), work.day(), sealed);
            case Matter.Dispute dispute ->
                new Entry.CreditDisputed(
                        id, dispute.member(), dispute.kind(), dispute.report(), dispute.messageKey(), sealed);
        };
    }

    private List<Claim> claims() {
        return decisions.now().claims();
    }

    /** Under what the texts of a claim are sealed. */
    public static String about(String id) {
        return "claim " + id;
    }

    private static String whole(String text, @Nullable String link) {
        String said = text.strip();
        if (said.length() > LONGEST_TEXT) {
            throw new Refusal("say it in up to " + LONGEST_TEXT + " characters").at("reason");
        }
        String where = link == null ? "" : link.strip();
        if (where.isEmpty()) {
            return said;
        }
        if (where.length() > LONGEST_LINK || !isHttps(where)) {
            throw new Refusal("a link begins with https:// and has up to " + LONGEST_LINK + " characters").at("link");
        }
        return said.isEmpty() ? "" : said + "\n" + where;
    }

    private static boolean isHttps(String link) {
        try {
            URI uri = new URI(link);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Credit.Kind kind(String word) {
        return Acts.word(Credit.Kind.class, word.strip())
                .orElseThrow(
                        () -> new Refusal("'" + word + "' is no kind of work: choose " + String.join(", ", kinds()))
                                .at("kind"));
    }

    /** The kinds of work there are. */
    public static List<String> kinds() {
        return java.util.Arrays.stream(Credit.Kind.values()).map(Named::word).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static PeopleViews.ClaimLine line(Claim claim, Roster roster, @Nullable String text) {
        Optional<Claim.Judgement> judgement = claim.judgement();
        return new PeopleViews.ClaimLine(
                claim.id(),
                claim.matter() instanceof Matter.Work ? "work" : "dispute",
                claim.matter().member(),
                roster.nameOf(claim.matter().member()),
                switch (claim.matter()) {
                    case Matter.Work work -> work.kind().word();
                    case Matter.Dispute dispute ->
                        dispute.kind().map(Credit.Kind::word).orElse(null);
                },
                claim.matter() instanceof Matter.Work work ? work.day() : null,
                claim.matter() instanceof Matter.Dispute dispute ? dispute.report() : null,
                judgement.map(eachJudgement -> eachJudgement.verdict().word()).orElse("open"),
                claim.act().by().person(),
                roster.nameOf(claim.act().by().person()),
                claim.act().at(),
                text,
                judgement
                        .map(eachJudgement -> eachJudgement.act().by().person())
                        .orElse(null),
                judgement
                        .map(eachJudgement ->
                                roster.nameOf(eachJudgement.act().by().person()))
                        .orElse(null),
                judgement.map(eachJudgement -> eachJudgement.act().at()).orElse(null),
                judgement.map(Claim.Judgement::reason).orElse(null));
    }
}
