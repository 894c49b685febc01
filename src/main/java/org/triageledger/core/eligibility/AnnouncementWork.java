package org.triageledger.core.eligibility;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Pending.Doubt;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.announcement.Announced;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.announcement.AnnouncementMail;
import org.triageledger.core.advisory.announcement.AnnouncementQuestion;
import org.triageledger.core.advisory.announcement.Announcements;
import org.triageledger.core.mail.Message;

/** The work of those who announce advisories: the author of an announcement earns {@link Kind#ADVISORY}, once for each advisory. */
public final class AnnouncementWork {
    /** The name of the rule in every credit given here. */
    public static final String RULE = "announced-advisory";

    private static final Comparator<Credit> ORDER = Comparator.comparing(Credit::member)
            .thenComparing(Credit::report)
            .thenComparing(Credit::kind)
            .thenComparing(Credit::source)
            .thenComparing(Credit::rule);

    private AnnouncementWork() {}

    /** The activity with the credits of announcements; what is not certain is pending. */
    public static Activity with(Activity activity, Announcements announced) {
        if (announced.announcements().isEmpty() && announced.questions().isEmpty()) {
            return activity;
        }
        List<Credit> credits = new ArrayList<>(activity.credits());
        Map<String, Report.Status> published = new HashMap<>(activity.published());
        for (Announcement announcement : announced.announcements()) {
            String report = announcement
                    .id()
                    .map(CveId::value)
                    .orElse(announcement.mail().message().key());
            if (announcement.announced().isPresent()) {
                published.putIfAbsent(report, Report.Status.VULNERABILITY);
                announcement.member().ifPresent(member -> credits.add(credit(member, report, announcement.mail())));
            }
        }
        List<Pending> pending = new ArrayList<>(activity.pending());
        for (AnnouncementQuestion question : announced.questions()) {
            for (String member : question.members()) {
                pending.add(new Pending(
                        credit(member, report(question.mail()), question.mail()),
                        Doubt.CLAIMED,
                        false,
                        question.why()));
            }
        }
        credits.sort(ORDER);
        pending.sort(Comparator.comparing(Pending::credit, ORDER)
                .thenComparing(Pending::doubt)
                .thenComparing(Pending::why));
        return new Activity(
                activity.reports(), List.copyOf(credits), List.copyOf(pending), activity.unnamed(), published);
    }

    /** Which id a mail names that may not be public is nobody's to see. */
    private static String report(AnnouncementMail mail) {
        return mail.throughList()
                ? mail.text().advisories().stream()
                        .map(Announced::id)
                        .flatMap(id -> id.stream())
                        .findFirst()
                        .map(CveId::value)
                        .orElse(mail.message().key())
                : mail.message().key();
    }

    private static Credit credit(String member, String report, AnnouncementMail mail) {
        Message message = mail.message();
        return new Credit(
                member,
                Kind.ADVISORY,
                report,
                List.of(new Credit.Evidence(
                        Credit.Source.ANNOUNCEMENT,
                        message.id().value(),
                        mail.at(),
                        message.trust(),
                        message.trustWhy(),
                        mail.archive().orElse(""))),
                RULE);
    }
}
