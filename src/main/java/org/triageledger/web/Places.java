package org.triageledger.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.cases.CaseFigures;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.queue.ToDo;

/** The navigation: the places of the site and the pages in each, as far as the person who is signed in may see them. */
@ApplicationScoped
class Places {
    private final Viewer viewer;
    private final ToDo toDo;
    private final boolean publishes;

    Places(Viewer viewer, ToDo toDo, CaseFigures figures) {
        this.viewer = viewer;
        this.toDo = toDo;
        this.publishes = figures.isPublic();
    }

    /**
     * A link of the navigation.
     *
     * @param count how much waits there for the person who is signed in; 0 is not shown
     * @param current whether it leads to the page, or the place, where one is
     */
    record Link(String href, String label, int count, boolean current) {}

    /**
     * @param places of the site
     * @param tabs the pages of the place where one is; empty where it has no other page
     */
    record Navigation(List<Link> places, List<Link> tabs) {
        static final Navigation NONE = new Navigation(List.of(), List.of());
    }

    private enum Place {
        START("Start"),
        MEMBERS("Members"),
        REPORTS("Reports"),
        REVIEWS("Reviews"),
        QUEUE("Queue"),
        SOURCES("Sources"),
        AUDIT_LOG("Audit log"),
        SETTINGS("Settings");

        private final String label;

        Place(String label) {
            this.label = label;
        }
    }

    /** The pages that the navigation leads to, with who sees them. */
    private enum Page {
        START(Place.START, "/", "Start", viewer -> true),
        ACTIVE(Place.MEMBERS, "/active", "Who is active", Viewer::isOfTeam),
        NOMINATIONS(Place.MEMBERS, "/nominations", "Nominations", Viewer::isOfTeam),
        CLAIMS(Place.MEMBERS, "/claims", "Claims and disputes", Viewer::seesEverybody),
        APPROVALS(Place.MEMBERS, "/approvals", "Approvals", Viewer::seesEverybody),
        PUBLIC_LIST(Place.MEMBERS, "/members", "Public list", viewer -> true),
        CASES(Place.REPORTS, "/cases", "Cases", Viewer::seesCases),
        ADVISORIES(Place.REPORTS, "/advisories", "Advisories", Viewer::seesCases),
        DRAFTS(Place.REPORTS, "/drafts", "Drafts", Viewer::writesDrafts),
        INSIGHT(Place.REPORTS, "/insight", "Insight", Viewer::seesEverybody),
        PUBLISHED(Place.REPORTS, "/published", "Published", viewer -> true),
        REVIEWS(Place.REVIEWS, "/review", "Reviews", Viewer::isOfTeam),
        FORECAST(Place.REVIEWS, "/forecast", "Forecast", Viewer::isOfTeam),
        FINDINGS(Place.REVIEWS, "/findings", "Findings", Viewer::seesEverybody),
        REMINDERS(Place.REVIEWS, "/reminders", "Reminders", Viewer::seesSources),
        POLICIES(Place.REVIEWS, "/policies", "Policies", viewer -> true),
        COMPARE(Place.REVIEWS, "/compare", "Compare policies", Viewer::isOfTeam),
        QUEUE(Place.QUEUE, "/queue", "Queue", Viewer::seesSources),
        SOURCES(Place.SOURCES, "/sources", "Sources", Viewer::seesSources),
        AUDIT_LOG(Place.AUDIT_LOG, "/audit-log", "Audit log", Viewer::seesSources),
        SETTINGS(Place.SETTINGS, "/settings", "Settings", Viewer::seesSources),
        ACCOUNTS(Place.SETTINGS, "/accounts", "Accounts", Viewer::seesSources),
        INVITATIONS(Place.SETTINGS, "/accounts/invitations", "Invitations", Viewer::seesSources),
        TOKENS(Place.SETTINGS, "/accounts/tokens", "Tokens", Viewer::seesSources),
        ERASURE(Place.SETTINGS, "/erasures", "Erase a person", Viewer::decides);

        private final Place place;
        private final String href;
        private final String label;
        private final Predicate<Viewer> seenBy;

        Page(Place place, String href, String label, Predicate<Viewer> seenBy) {
            this.place = place;
            this.href = href;
            this.label = label;
            this.seenBy = seenBy;
        }
    }

    /** @param here the path of the page that is shown, or of the one that it belongs to; another one is in no place */
    Navigation of(String here) {
        if (viewer.name().isEmpty()) {
            Link members = new Link("/members", "Members", 0, here.equals("/members"));
            return new Navigation(
                    publishes
                            ? List.of(
                                    members,
                                    new Link("/published", "Published advisories", 0, here.equals("/published")))
                            : List.of(members),
                    List.of());
        }
        return navigation(here, toDo.lately().toDo());
    }

    /** The same without counts, for pages that must not fail: it reads nothing but who is signed in. */
    Navigation uncounted() {
        return viewer.name().isEmpty() ? of("") : navigation("", List.of());
    }

    private Navigation navigation(String here, List<QueueViews.ToDoLine> waiting) {
        List<Page> seen = Stream.of(Page.values())
                .filter(page -> page.seenBy.test(viewer) && (page != Page.PUBLISHED || publishes))
                .toList();
        Optional<Place> current = seen.stream()
                .filter(page -> page.href.equals(here))
                .map(page -> page.place)
                .findFirst();
        List<Link> places = Stream.of(Place.values())
                .flatMap(place -> link(place, seen, waiting, current.equals(Optional.of(place))).stream())
                .toList();
        List<Link> tabs = seen.stream()
                .filter(page -> current.equals(Optional.of(page.place)))
                .map(page -> new Link(page.href, page.label, count(page, waiting), page.href.equals(here)))
                .toList();
        return new Navigation(places, tabs.size() == 1 ? List.of() : tabs);
    }

    /** It leads to the first of its pages that the person sees. */
    private static Optional<Link> link(
            Place place, List<Page> seen, List<QueueViews.ToDoLine> waiting, boolean current) {
        List<Page> pages = seen.stream().filter(page -> page.place == place).toList();
        return pages.stream()
                .findFirst()
                .map(first -> new Link(
                        first.href,
                        place.label,
                        pages.stream().mapToInt(page -> count(page, waiting)).sum(),
                        current));
    }

    private static int count(Page page, List<QueueViews.ToDoLine> waiting) {
        return waiting.stream()
                .filter(line -> line.page().equals(page.href)
                        || line.page().startsWith(page.href + "/")
                        || line.page().startsWith(page.href + "?"))
                .mapToInt(QueueViews.ToDoLine::count)
                .sum();
    }
}
