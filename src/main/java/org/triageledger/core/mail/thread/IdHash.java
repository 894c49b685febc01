package org.triageledger.core.mail.thread;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;

/**
 * The hash that Mailman 3 writes of each id (the field {@code Message-ID-Hash}: Base32, RFC 4648 §6, of the SHA-1 of the id without
 * its angle brackets). Mail systems behind the list that give a mail another id leave it there: so the mail is still known by the
 * id that replies name. Until that id is met, its hash stands for it among the further ids of a mail.
 */
public final class IdHash {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern HASH = Pattern.compile("[A-Z2-7]{32}");
    private static final List<String> FIELDS = List.of("Message-ID-Hash", "X-Message-ID-Hash");

    private IdHash() {}

    /** What the list wrote of an id that is none of these; empty where it wrote nothing, or only of these. The last one is the list's. */
    public static Optional<MessageId> other(Headers headers, Collection<MessageId> ids) {
        return written(headers)
                .filter(hash -> ids.stream().noneMatch(id -> of(id).equals(hash)))
                .map(MessageId::new);
    }

    /** What the list wrote. */
    public static Optional<String> written(Headers headers) {
        return FIELDS.stream()
                .flatMap(field -> headers.last(field).stream())
                .map(String::strip)
                .filter(hash -> HASH.matcher(hash).matches())
                .findFirst();
    }

    /** For each hash among the further ids of these messages the id it stands for, where any of them bears or names that id. */
    static Map<MessageId, MessageId> meant(Collection<Message> messages) {
        Set<MessageId> hashes = new HashSet<>();
        for (Message message : messages) {
            message.otherIds().stream().filter(IdHash::isHash).forEach(hashes::add);
        }
        if (hashes.isEmpty()) {
            return Map.of();
        }
        Map<MessageId, MessageId> meant = new HashMap<>();
        messages.stream()
                .flatMap(message -> Stream.of(List.of(message.id()), message.otherIds(), message.references())
                        .flatMap(List::stream))
                .distinct()
                .forEach(id -> {
                    MessageId hash = new MessageId(of(id));
                    if (hashes.contains(hash)) {
                        meant.put(hash, id);
                    }
                });
        return meant;
    }

    static boolean isHash(MessageId id) {
        return HASH.matcher(id.value()).matches();
    }

    public static String of(MessageId id) {
        try {
            return base32(MessageDigest.getInstance("SHA-1").digest(id.value().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** Of whole groups of five bytes, as the twenty of SHA-1 are: without padding. */
    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(32);
        int bits = 0;
        int held = 0;
        for (byte number : bytes) {
            held = (held << 8 | number & 0xff) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
        }
        return text.toString();
    }
}
