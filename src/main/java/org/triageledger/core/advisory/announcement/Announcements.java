package org.triageledger.core.advisory.announcement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.Roster;

/**
 * Mails of an announce list to announcements. The first mail that announces an id is its announcement; what names the same id later,
 * or answers it, belongs to it. The same whatever the order in which the mails were read.
 *
 * <p>A mail that is not known to have come through the list announces nothing: it is a question, and so is one whose author is not
 * certain. Neither earns a credit.
 *
 * @param announcements the latest first
 */
public record Announcements(List<Announcement> announcements, List<AnnouncementQuestion> questions) {
    private static final Comparator<AnnouncementMail> BY_TIME = Comparator.comparing(AnnouncementMail::at)
            // of two in one second, the one that corrects nothing was first
            .thenComparing(mail -> mail.text().update())
            .thenComparing(mail -> mail.message().key());

    private static final String NOT_THROUGH_LIST =
            "It reads like an announcement, but is not known to have come through the list. Confirm it only if it is in the list's archive";
    private static final String NOT_CERTAIN =
            "The announcement came through the list, but it is not certain who wrote it";

    public Announcements {
        announcements = List.copyOf(announcements);
        questions = List.copyOf(questions);
    }

    /**
     * @param mails all that were read
     * @param rejected keys of messages of which a person said that they are not their author's
     * @param records what is known of the record of an id on the day
     * @param day later mail does not exist for it; a UTC day
     */
    public static Announcements of(
            Collection<AnnouncementMail> mails,
            Roster roster,
            Set<String> rejected,
            Function<CveId, RecordFacts> records,
            LocalDate day) {
        Instant end = day.equals(LocalDate.MAX)
                ? Instant.MAX
                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<AnnouncementMail> known = mails.stream()
                .filter(mail -> mail.at().isBefore(end)
                        && (mail.throughList()
                                || !rejected.contains(mail.message().key())))
                .sorted(BY_TIME)
                .toList();
        List<AnnouncementQuestion> questions = new ArrayList<>();
        Map<Key, Group> groups = new LinkedHashMap<>();
        Map<MessageId, List<Group>> byMessage = new HashMap<>();
        Map<CveId, Group> byId = new HashMap<>();
        for (AnnouncementMail mail : known) {
            if (!mail.throughList()) {
                if (!mail.text().advisories().isEmpty()) {
                    questions.add(new AnnouncementQuestion(mail, members(mail, roster), NOT_THROUGH_LIST));
                }
                continue;
            }
            List<Group> answered = answered(mail, byMessage);
            boolean update = mail.text().update();
            Set<Group> joined = new LinkedHashSet<>();
            for (Announced announced : mail.text().advisories()) {
                Optional<Group> same = announced.id().flatMap(id -> Optional.ofNullable(byId.get(id)));
                if (same.isPresent()) {
                    if (joined.add(same.get())) {
                        same.get().add(mail, announced);
                    }
                } else if (update && !answered.isEmpty()) {
                    if (joined.add(answered.getFirst())) {
                        answered.getFirst().add(mail, announced);
                    }
                    announced.id().ifPresent(id -> byId.put(id, answered.getFirst()));
                } else {
                    Group group = new Group(mail, announced);
                    groups.put(new Key(mail.message().key(), groups.size()), group);
                    announced.id().ifPresent(id -> byId.put(id, group));
                    joined.add(group);
                }
            }
            if (mail.text().advisories().isEmpty()) {
                answered.forEach(group -> group.answers.add(mail));
                joined.addAll(answered);
            }
            Stream.concat(Stream.of(mail.message().id()), mail.message().otherIds().stream())
                    .forEach(id -> byMessage.put(id, List.copyOf(joined)));
        }
        List<Announcement> announcements = groups.values().stream()
                .map(group -> group.announcement(roster, rejected, records, end))
                .sorted(Comparator.comparing((Announcement announcement) ->
                                announcement.mail().at())
                        .reversed()
                        .thenComparing(announcement -> announcement.ids().toString()))
                .toList();
        Set<AnnouncementMail> first = new LinkedHashSet<>();
        for (Announcement announcement : announcements) {
            boolean asked = !isCertain(announcement.mail())
                    && !rejected.contains(announcement.mail().message().key());
            if (asked && first.add(announcement.mail())) {
                questions.add(new AnnouncementQuestion(
                        announcement.mail(), members(announcement.mail(), roster), NOT_CERTAIN));
            }
        }
        questions.sort(Comparator.comparing(
                        (AnnouncementQuestion question) -> question.mail().at())
                .thenComparing(question -> question.mail().message().key()));
        return new Announcements(announcements, questions);
    }

    private record Key(String message, int number) {}

    /** The groups of the nearest mail that this one names as its parent. */
    private static List<Group> answered(AnnouncementMail mail, Map<MessageId, List<Group>> byMessage) {
        List<MessageId> references = mail.message().references();
        for (int i = references.size() - 1; i >= 0; i--) {
            List<Group> found = byMessage.get(references.get(i));
            if (found != null && !found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static boolean isCertain(AnnouncementMail mail) {
        return mail.message().trust().counts()
                && mail.message().author().person().isPresent();
    }

    private static Set<String> members(AnnouncementMail mail, Roster roster) {
        Stream<Mailbox> candidates = mail.message().author() instanceof Author.Ambiguous many
                ? many.candidates().stream()
                : mail.message().author().person().stream();
        return candidates
                .flatMap(mailbox -> member(mailbox, mail, roster).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> member(Mailbox mailbox, AnnouncementMail mail, Roster roster) {
        LocalDate day = LocalDate.ofInstant(mail.at(), ZoneOffset.UTC);
        return roster.owner(mailbox.address(), day)
                .filter(person -> person.isMember(day))
                .map(person -> person.id());
    }

    /** The mails about one advisory, in order. */
    private static final class Group {
        private final AnnouncementMail first;
        private final Announced said;
        private final List<AnnouncementMail> later = new ArrayList<>();
        private final List<Announced> corrections = new ArrayList<>();
        private final List<AnnouncementMail> answers = new ArrayList<>();

        Group(AnnouncementMail first, Announced said) {
            this.first = first;
            this.said = said;
        }

        void add(AnnouncementMail mail, Announced one) {
            later.add(mail);
            corrections.add(one);
        }

        /** What was said first, and after it each correction. */
        private Stream<Announced> all() {
            return Stream.concat(Stream.of(said), corrections.stream());
        }

        Announcement announcement(
                Roster roster, Set<String> rejected, Function<CveId, RecordFacts> records, Instant end) {
            boolean seen = !first.text().update();
            Optional<Instant> at = seen ? Optional.of(first.at()) : Optional.empty();
            List<CveId> ids = all().flatMap(
                            announced -> Stream.concat(announced.id().stream(), announced.related().stream()))
                    .distinct()
                    .toList();
            List<Link> links = Stream.concat(
                            all().flatMap(announced -> announced.links().stream()),
                            first.archive().map(Link::of).stream())
                    .distinct()
                    .toList();
            return new Announcement(
                    ids,
                    first,
                    at,
                    isCertain(first) && !rejected.contains(first.message().key())
                            ? first.message().author().person().flatMap(mailbox -> member(mailbox, first, roster))
                            : Optional.empty(),
                    said.title(),
                    last(Announced::severity),
                    last(announced -> announced.affected().flatMap(Projects::named))
                            .or(() -> last(Announced::project)),
                    links,
                    Stream.concat(later.stream(), answers.stream())
                            .distinct()
                            .sorted(BY_TIME)
                            .toList(),
                    findings(at, records, end));
        }

        private <T> Optional<T> last(Function<Announced, Optional<T>> part) {
            return all().flatMap(announced -> part.apply(announced).stream()).reduce((before, after) -> after);
        }

        /** What a later mail says rightly that was wrong before is mended. */
        private List<Finding> findings(Optional<Instant> at, Function<CveId, RecordFacts> records, Instant end) {
            List<Finding> found = Lint.of(first.text(), said, first.hash(), at, records, end);
            for (Announced correction : corrections) {
                found = found.stream()
                        .filter(finding -> !isMended(finding, correction))
                        .toList();
            }
            return found;
        }

        private boolean isMended(Finding finding, Announced correction) {
            return switch (finding.rule()) {
                case Lint.LINK_MISMATCH ->
                    said.id().map(correction.linkedRecords()::contains).orElse(false)
                            || (!correction.id().equals(said.id())
                                    && correction
                                            .id()
                                            .map(correction.linkedRecords()::contains)
                                            .orElse(false));
                case Lint.COMMIT -> correction.has(LinkKind.PULL);
                case Lint.SEVERITY_WORD, Lint.SEVERITY_SENTENCE ->
                    correction.form() == Announced.Form.TEMPLATE
                            && Lint.isOfTemplate(correction.severityWord().orElse(""));
                case Lint.PLACEHOLDER, Lint.AFFECTED ->
                    correction.affected().filter(Projects::isName).isPresent()
                            && correction.placeholders().isEmpty();
                default -> false;
            };
        }
    }
}
