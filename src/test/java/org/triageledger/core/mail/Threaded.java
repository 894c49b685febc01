package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;

/** Threads written as ids: one word per thread in order of first arrival, ids joined by a plus in order of arrival. */
public final class Threaded {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Threaded() {}

    /** Letters arrive an hour apart in the order given, and are handed over in another. */
    public static List<Message> inOrder(Letter... letters) {
        List<MessageCopy> sightings = new ArrayList<>();
        for (int i = 0; i < letters.length; i++) {
            sightings.add(letters[i].at(START.plus(Duration.ofHours(i))).sighting());
        }
        return Messages.merge(sightings);
    }

    public static String threads(Letter... letters) {
        List<Message> messages = new ArrayList<>(inOrder(letters));
        String expected = written(Threads.of(messages));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(messages, new Random(seed));
            assertThat(written(Threads.of(messages))).isEqualTo(expected);
        }
        return expected;
    }

    public static String written(List<MessageThread> threads) {
        return threads.stream()
                .map(thread -> thread.messages().stream()
                        .map(message -> message.id().value().replace("@mail.example.org", ""))
                        .collect(Collectors.joining("+")))
                .collect(Collectors.joining(" "));
    }
}
