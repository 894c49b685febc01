package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.MemberList;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.roster.PeopleViews;
import org.triageledger.work.roster.PublishedLists;

/** The templates, with what each of them is given. */
final class Pages {
    /** The words for verdicts, in the order in which they are counted. */
    static final List<String> VERDICTS = MemberList.VERDICTS;

    /** How many reports with their messages stand on a page. */
    static final int REPORTS = 20;

    /** How many of somebody's reports stand on the start page. */
    static final int LATEST = 5;

    private Pages() {}

    /**
     * What stands on every page.
     *
     * @param here the path of the page as the navigation knows it
     * @param user who is signed in, or empty
     * @param sources whether the user may see the sources
     * @param signOut whether the form to sign out can stand on the page
     * @param navigation the places of the site
     * @param alarms what is wrong with sources now, a sentence each
     */
    record Frame(
            String title,
            String here,
            String user,
            boolean sources,
            boolean signOut,
            Places.Navigation navigation,
            List<String> alarms) {
        /** For strangers, and for pages that must not fail. */
        static Frame bare(String title) {
            return new Frame(title, "", "", false, false, Places.Navigation.NONE, List.of());
        }
    }

    record Row(VerdictViews.MemberLine line, String href, Timeline timeline) {}

    record Count(String verdict, long number) {}

    /** @param counts whether it is among what makes the verdict */
    record Evidence(EvidenceViews.ReportEvidence report, boolean counts) {}

    record Strip(SourceViews.SourceLine line, Calendar calendar) {}

    /**
     * What needs the person who is signed in, and where they stand.
     *
     * @param own their verdict; empty where they are not a member today
     * @param former whether all that is open to them is their own history and account
     * @param left their last day in the team, where they are former
     * @param counts of the members by verdict; empty for those who do not see everybody
     * @param lastCovered an earlier day on which fewer members are unknown
     */
    @CheckedTemplate(basePath = "Pages")
    record start(
            Frame frame,
            LocalDate today,
            QueueViews.ToDo toDo,
            Optional<Own> own,
            boolean former,
            Optional<LocalDate> left,
            List<Count> counts,
            Optional<VerdictViews.LastCovered> lastCovered)
            implements TemplateInstance {}

    /**
     * @param toDo what the member may do about their verdict; empty where nothing is to be done
     * @param latest reports, at most {@value #LATEST}
     */
    record Own(VerdictViews.MemberLine line, Timeline timeline, String toDo, List<Evidence> latest) {}

    /**
     * @param query what was asked, for other pages and files of the same
     * @param listQuery the same, as programs ask
     * @param axis any timeline of that day, for its months
     * @param everybody whether the viewer sees all members, not only themselves
     * @param nobody whether the roster has no member on that day
     * @param lastCovered an earlier day on which fewer members are unknown
     */
    @CheckedTemplate(basePath = "Pages")
    record active(
            Frame frame,
            PageQuery asked,
            LocalDate today,
            List<String> policies,
            List<Count> counts,
            Paged<Row> rows,
            MemberTable table,
            Map<String, String> sorts,
            String query,
            String listQuery,
            Timeline axis,
            boolean everybody,
            boolean nobody,
            Optional<VerdictViews.LastCovered> lastCovered)
            implements TemplateInstance {}

    /**
     * @param evidence whether the viewer may see it
     * @param reports the reports that stand on this page: what a criterion may lead to
     * @param leaves of the member, for an admin who may change them
     * @param admin whether the viewer may record leaves
     * @param team whether what the team works on is open to the viewer
     */
    @CheckedTemplate(basePath = "Pages")
    record why(
            Frame frame,
            VerdictViews.Why why,
            List<String> policies,
            Timeline timeline,
            boolean evidence,
            Paged<Evidence> credits,
            Set<String> reports,
            List<PeopleViews.LeaveLine> leaves,
            boolean admin,
            boolean team)
            implements TemplateInstance {}

    /**
     * @param evidence whether the viewer may see what the person did while a member
     * @param team whether what the team works on is open to the viewer
     */
    @CheckedTemplate(basePath = "Pages")
    record former(
            Frame frame,
            String name,
            LocalDate asOf,
            LocalDate left,
            boolean evidence,
            boolean decides,
            String id,
            boolean team)
            implements TemplateInstance {}

    /**
     * @param together what all sources cover between them
     * @param done what was just done, as a sentence
     * @param missing what none of them covers
     * @param unknown the names of members who are unknown today
     * @param quarantined how many entries are in quarantine
     */
    @CheckedTemplate(basePath = "Pages")
    record sources(
            Frame frame,
            ReviewPages.Told told,
            String done,
            Calendar together,
            List<SourceViews.Gap> missing,
            List<String> unknown,
            ListForm list,
            Paged<Strip> strips,
            List<SourceViews.ListLine> lists,
            int quarantined,
            boolean decides)
            implements TemplateInstance {}

    /** @param done what was just done, as a sentence */
    @CheckedTemplate(basePath = "Pages")
    record quarantine(
            Frame frame,
            ReviewPages.Told told,
            String done,
            ListForm list,
            Paged<SourceViews.QuarantineLine> page,
            boolean decides)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record team(Frame frame, PeopleViews.Team team, List<PublishedLists.PublishedLine> emeriti)
            implements TemplateInstance {}

    /**
     * @param paused whether sign-ins are refused for a while after wrong passwords
     * @param made whether an account was made, or its password chosen, just now
     * @param noCookies whether the browser came back to this page without the cookies that it was given
     * @param refused whether the provider of OpenID Connect did not sign somebody in
     * @param provider what that provider is called; empty where there is none
     * @param kept a form to be carried through
     * @param first whether there is no account at all
     * @param member whose the first account could be, by the id in the roster; empty where nobody is an admin
     */
    @CheckedTemplate(basePath = "Pages")
    record signIn(
            Frame frame,
            boolean failed,
            boolean paused,
            boolean out,
            boolean made,
            boolean noCookies,
            boolean refused,
            String provider,
            Optional<KeptForm> kept,
            boolean first,
            String member)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record documentation(Frame frame, List<DocumentationResource.Text> texts) implements TemplateInstance {}

    @CheckedTemplate(basePath = "Pages")
    record trouble(Frame frame, String what, String next) implements TemplateInstance {}
}
