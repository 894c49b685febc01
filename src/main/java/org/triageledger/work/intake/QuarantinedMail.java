package org.triageledger.work.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.ListSoftware;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;

/**
 * A mail in quarantine with all that is needed to read it again as if it came now: written as lines {@code name=value}, an empty
 * line, and the mail's bytes. Only ever stored sealed.
 */
record QuarantinedMail(SourceProfile profile, RawMail raw) {
    private static final int LONGEST_HEAD = 1 << 20;

    byte[] bytes() {
        String head = line("mode", profile.mode().word())
                + line("lists", words(profile.lists().stream().map(ListId::value)))
                + line("authserv-ids", words(profile.authservIds().stream()))
                + line("receiver-hosts", words(profile.receiverHosts().stream()))
                + line("arc-sealers", words(profile.arcSealers().stream()))
                + line("list-software", profile.listSoftware().word())
                + line("list-reply-to", words(profile.listReplyTo().stream().map(Address::toString)))
                + line("own-domains", words(profile.ownDomains().stream()))
                + line("size", String.valueOf(raw.size()))
                + line(
                        "internal-date",
                        raw.internalDate().map(Instant::toString).orElse(""))
                + line("from-line", raw.fromLine().map(Instant::toString).orElse(""))
                + line("filed", raw.filed().map(Instant::toString).orElse(""))
                + line("doubt", raw.doubt().orElse(""))
                + "\n";
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(first.length + raw.bytes().length)
                .put(first)
                .put(raw.bytes())
                .array();
    }

    /** Empty for bytes that {@link #bytes} did not write. */
    static Optional<QuarantinedMail> of(byte[] bytes, String source, String where) {
        int end = 0;
        while (end + 1 < bytes.length && end < LONGEST_HEAD && !(bytes[end] == '\n' && bytes[end + 1] == '\n')) {
            end++;
        }
        Map<String, String> head = new HashMap<>();
        new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> head.put(
                        line.substring(0, Math.max(0, line.indexOf('='))), line.substring(line.indexOf('=') + 1)));
        try {
            SourceProfile profile = new SourceProfile(
                    source,
                    Stream.of(SourceProfile.Mode.values())
                            .filter(mode -> mode.word().equals(head.get("mode")))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("no mode")),
                    words(head, "lists")
                            .flatMap(id -> ListId.parse(id).stream())
                            .collect(Collectors.toSet()),
                    words(head, "authserv-ids").collect(Collectors.toSet()),
                    words(head, "receiver-hosts").collect(Collectors.toSet()),
                    words(head, "arc-sealers").collect(Collectors.toSet()),
                    words(head, "own-domains").collect(Collectors.toSet()),
                    ListSoftware.of(head.getOrDefault("list-software", "")).orElse(ListSoftware.UNKNOWN),
                    words(head, "list-reply-to")
                            .flatMap(text -> Address.parse(text).stream())
                            .collect(Collectors.toSet()));
            return Optional.of(new QuarantinedMail(
                    profile,
                    new RawMail(
                            new Place(source, where),
                            Arrays.copyOfRange(bytes, Math.min(bytes.length, end + 2), bytes.length),
                            Long.parseLong(head.getOrDefault("size", "")),
                            instant(head, "internal-date"),
                            instant(head, "from-line"),
                            instant(head, "filed"),
                            Optional.of(head.getOrDefault("doubt", "")).filter(text -> !text.isEmpty()))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String line(String name, String value) {
        return name + "=" + value.replace('\n', ' ') + "\n";
    }

    private static String words(Stream<String> words) {
        return words.sorted().collect(Collectors.joining(" "));
    }

    private static Stream<String> words(Map<String, String> head, String name) {
        return Stream.of(head.getOrDefault(name, "").split(" ")).filter(word -> !word.isEmpty());
    }

    private static Optional<Instant> instant(Map<String, String> head, String name) {
        return Optional.of(head.getOrDefault(name, ""))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
    }

    /** When the mail came, as far as that is known without reading it. */
    Optional<Instant> arrived() {
        return raw.internalDate().or(raw::fromLine).or(raw::filed);
    }
}
