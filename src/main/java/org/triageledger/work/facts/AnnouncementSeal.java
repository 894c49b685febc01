package org.triageledger.work.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.announcement.Announced;
import org.triageledger.core.advisory.announcement.AnnouncementReader;
import org.triageledger.core.advisory.announcement.AnnouncementText;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.judge.MailText;
import org.triageledger.vault.Vault;

/** What is kept of the words of an announcement: sealed, since of a mail nobody knows beforehand whether it is public. */
public final class AnnouncementSeal {
    /** So that nothing sealed for another purpose opens as one. */
    private static final String PURPOSE = "announcement ";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What mail bears that went from server to server; what an archive exports has none of it. */
    private static final List<String> TRANSPORT =
            List.of("Received", "Return-Path", "Delivered-To", "DKIM-Signature", "Authentication-Results");

    private AnnouncementSeal() {}

    /**
     * What one mail says, as it is kept.
     *
     * @param hash by which Mailman 3 names the mail
     * @param archive the address of the list's archive
     */
    record Kept(boolean throughList, Optional<String> hash, Optional<String> archive, AnnouncementText text) {
        static final Kept UNREADABLE = new Kept(false, Optional.empty(), Optional.empty(), AnnouncementText.NOTHING);
    }

    /** As it is written. */
    private record Line(
            boolean throughList,
            @Nullable String hash,
            @Nullable String archive,
            boolean update,
            boolean titleLabel,
            List<String> subjectIds,
            List<AdvisoryLine> advisories) {}

    private record AdvisoryLine(
            @Nullable String id,
            List<String> related,
            String title,
            @Nullable String severity,
            Announced.Form form,
            @Nullable String affected,
            List<String> links,
            List<String> placeholders) {}

    /**
     * The archive of a list says by being that through which list its mails came, where they do not say so themselves: what archives
     * export has no List-Id. A mail that came from elsewhere bears the fields of its way.
     */
    public static Mail ofList(RawMail raw, Mail mail, SourceProfile profile) {
        boolean exported = profile.mode() == SourceProfile.Mode.ARCHIVE
                && profile.lists().size() == 1
                && !mail.headers().has("List-Id")
                && TRANSPORT.stream().noneMatch(mail.headers()::has);
        if (!exported) {
            return mail;
        }
        List<Header> fields = new ArrayList<>(mail.headers().fields());
        profile.lists().forEach(list -> fields.add(new Header("List-Id", "<" + list.value() + ">")));
        return new Mail(new Headers(fields), mail.body(), mail.size(), mail.digest());
    }

    public static byte[] seal(MailText mail, MessageCopy sighting, Vault vault) {
        AnnouncementText text = AnnouncementReader.read(mail.subject(), mail.text());
        Line line = new Line(
                mail.throughList(),
                mail.hash().orElse(null),
                mail.archive().orElse(null),
                text.update() || sighting.reply(),
                text.titleLabel(),
                text.subjectIds().stream().map(CveId::value).toList(),
                text.advisories().stream().map(AnnouncementSeal::line).toList());
        try {
            return vault.seal(
                    JSON.writeValueAsString(line), context(sighting.id().value()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists of texts can be written", e);
        }
    }

    private static AdvisoryLine line(Announced one) {
        return new AdvisoryLine(
                one.id().map(CveId::value).orElse(null),
                one.related().stream().map(CveId::value).toList(),
                one.title(),
                one.severityWord().orElse(null),
                one.form(),
                one.affected().orElse(null),
                one.links().stream().map(Link::url).toList(),
                one.placeholders());
    }

    /** Under what they are sealed. */
    public static String context(String messageId) {
        return PURPOSE + messageId;
    }

    /** Nothing at all where it was sealed with another key. */
    static Kept open(byte[] sealed, MessageCopy sighting, Vault vault) {
        return vault.open(sealed, context(sighting.id().value()))
                .flatMap(AnnouncementSeal::read)
                .orElse(Kept.UNREADABLE);
    }

    private static Optional<Kept> read(String text) {
        try {
            Line line = JSON.readValue(text, Line.class);
            return Optional.of(new Kept(
                    line.throughList,
                    Optional.ofNullable(line.hash),
                    Optional.ofNullable(line.archive),
                    new AnnouncementText(
                            line.update,
                            line.titleLabel,
                            ids(line.subjectIds),
                            line.advisories.stream().map(AnnouncementSeal::read).toList())));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Announced read(AdvisoryLine line) {
        return new Announced(
                Optional.ofNullable(line.id).flatMap(CveId::parse),
                ids(line.related),
                line.title,
                Optional.ofNullable(line.severity),
                line.form,
                Optional.ofNullable(line.affected),
                line.links.stream().map(Link::of).toList(),
                line.placeholders);
    }

    private static List<CveId> ids(List<String> texts) {
        return texts.stream().flatMap(text -> CveId.parse(text).stream()).toList();
    }

    /**
     * Where HyperKitty shows a mail: in the archive that the list named, else in that of the settings.
     *
     * @param archives the address of HyperKitty's archive of all lists
     */
    static Optional<String> place(Kept kept, Stream<ListId> lists, String archives) {
        return kept.hash.flatMap(hash -> kept.archive
                .or(() -> lists.findFirst()
                        .map(ListId::value)
                        .filter(list -> list.indexOf('.') > 0)
                        .map(list -> archives.replaceAll("/+$", "") + "/" + list.replaceFirst("\\.", "@") + "/"))
                .map(base -> base.replaceAll("/+$", "") + "/message/" + hash + "/"));
    }
}
