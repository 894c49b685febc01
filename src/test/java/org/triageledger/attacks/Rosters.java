package org.triageledger.attacks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/** Rosters on one line: {@code ada admin, bob github bob-x joined 2025-01-01 address bob@home.example}. */
final class Rosters {
    private static final LocalDate JOINED = LocalDate.of(2023, 1, 1);
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Rosters() {}

    /** Each has {@code ID@example.org}, and the name {@code Id Example}. */
    static Roster parse(String line, Function<String, AttackFile.Malformed> wrong) {
        List<Person> people = new ArrayList<>();
        for (String text : COMMA.split(line)) {
            people.add(person(BLANKS.split(text), wrong));
        }
        return new Roster(people, List.of());
    }

    private static Person person(String[] words, Function<String, AttackFile.Malformed> wrong) {
        String id = words[0];
        Optional<String> login = Optional.empty();
        LocalDate joined = JOINED;
        List<OwnedAddress> addresses = new ArrayList<>();
        addresses.add(owned(id + "@example.org", wrong));
        List<Role> roles = new ArrayList<>();
        for (int at = 1; at < words.length; at++) {
            String word = words[at];
            if (word.equals("admin")) {
                roles.add(new Role(Role.Kind.ADMIN, Optional.empty(), Dated.ALWAYS, Optional.empty()));
                continue;
            }
            at++;
            if (at == words.length) {
                throw wrong.apply("roster: " + id + " has `" + word + "` without a value: add it");
            }
            switch (word) {
                case "github" -> login = Optional.of(words[at]);
                case "joined" -> joined = LocalDate.parse(words[at]);
                case "address" -> addresses.add(owned(words[at], wrong));
                default ->
                    throw wrong.apply(
                            "roster: `" + word
                                    + "` is unknown: write NAME, and after it admin, github LOGIN, joined DAY or address ADDRESS");
            }
        }
        return new Person(
                id,
                id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + " Example",
                List.of(),
                login,
                List.of(new Dated(Optional.of(joined), Optional.empty())),
                addresses,
                roles);
    }

    private static OwnedAddress owned(String address, Function<String, AttackFile.Malformed> wrong) {
        return new OwnedAddress(
                Address.parse(address).orElseThrow(() -> wrong.apply("roster: `" + address + "` is no address")),
                Dated.ALWAYS);
    }
}
