package org.triageledger.core.member;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;

/**
 * What stands in the place of everything that names one person, once they are erased: {@code erased-7} for their id and logins, {@code
 * Erased 7} for their names, and an address at a domain that cannot exist for each of theirs. The same text always becomes the same.
 */
public final class Pseudonyms {
    private static final String PREFIX = "erased-";
    private static final Pattern ID = Pattern.compile(PREFIX + "(\\d{1,9})");

    /** Reserved (RFC 2606 §2): nobody can ever have an address there. */
    private static final String NOWHERE = "erased.invalid";

    private static final String AFTER_WORD = "(?![\\p{L}\\p{N}_@+-]|\\.[\\p{L}\\p{N}])";

    private final int number;
    private final Map<Address, Address> addresses = new LinkedHashMap<>();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** Shorter parts of names are words of many languages: of, de, van. */
    private static final int TELLING = 4;

    private final List<Rule> identifying = new ArrayList<>();
    private final List<Rule> words = new ArrayList<>();

    /** Ids, logins and parts of names, folded. */
    private final Set<String> telling = new HashSet<>();

    private record Rule(Pattern pattern, String replacement) {
        String apply(String text) {
            return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(replacement));
        }
    }

    /**
     * @param number which erased person it is, from 1
     * @param ids of theirs in the roster and of their accounts, as they are written
     * @param names of theirs
     * @param addresses of theirs, in an order that stays
     * @param logins of theirs on GitHub
     */
    public Pseudonyms(
            int number,
            Collection<String> ids,
            Collection<String> names,
            Collection<Address> addresses,
            Collection<String> logins) {
        this.number = number;
        int count = 0;
        for (Address address : addresses) {
            Address other = new Address(id() + "." + ++count, NOWHERE);
            this.addresses.putIfAbsent(address, other);
            // also with a tag behind the local part (RFC 5233)
            identifying.add(new Rule(
                    caseless("(?<![\\p{L}\\p{N}._%+-])" + Pattern.quote(address.local()) + "(?:\\+[^@\\s<>,;\"]*)?@"
                            + Pattern.quote(address.domain()) + "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])"),
                    other.toString()));
        }
        for (String login : logins) {
            identifying.add(new Rule(
                    caseless("(?<![\\p{L}\\p{N}._%-])(?:\\d+\\+)?" + Pattern.quote(login)
                            + "@users\\.noreply\\.github\\.com"),
                    id() + "@users.noreply.github.com"));
        }
        Stream.of(ids, logins, names)
                .flatMap(Collection::stream)
                .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .filter(word -> word.length() >= TELLING)
                .map(Pseudonyms::folded)
                .forEach(telling::add);
        List<String> singleNames = new ArrayList<>();
        names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(name -> {
                    List<String> parts = List.of(name.split("\\s+"));
                    if (parts.size() > 1) {
                        String words = String.join(
                                "\\s+", parts.stream().map(Pattern::quote).toList());
                        identifying.add(
                                new Rule(caseless("(?<![\\p{L}\\p{N}])" + words + "(?![\\p{L}\\p{N}])"), name()));
                    } else {
                        // it may be a word, or an id
                        singleNames.add(name);
                    }
                });
        for (String login : logins) {
            words.add(new Rule(caseless("(?<![\\p{L}\\p{N}_.+-])" + Pattern.quote(login) + AFTER_WORD), id()));
        }
        for (String id : ids) {
            words.add(new Rule(Pattern.compile(word(id)), id()));
        }
        singleNames.forEach(name -> words.add(new Rule(caseless(word(name)), name())));
    }

    private static Pattern caseless(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String word(String word) {
        return "(?<![\\p{L}\\p{N}_.@+-])" + Pattern.quote(word) + AFTER_WORD;
    }

    /** In the place of ids and logins. */
    public String id() {
        return PREFIX + number;
    }

    /** In the place of names. */
    public String name() {
        return "Erased " + number;
    }

    /** The address in the place of one of theirs; empty for one that is not theirs. */
    public Optional<Address> address(Address theirs) {
        return Optional.ofNullable(addresses.get(theirs));
    }

    /** Without addresses and names of more than one word: what cannot be anything else, wherever it stands. */
    public String identifying(String text) {
        return apply(identifying, text);
    }

    /** Without ids, logins and names of one word too, where they stand as words of their own. */
    public String all(String text) {
        return apply(words, apply(identifying, text));
    }

    /**
     * Whether a text says who the person is: by what {@link #all} replaces, or by an id, a login or a part of a name, however it is
     * written. For a text that can be written again: a part of a name may be another word.
     */
    public boolean isNamedIn(String text) {
        return !all(text).equals(text)
                || WORD.matcher(text).results().anyMatch(found -> telling.contains(folded(found.group())));
    }

    /** As {@link #all}, in the values of a JSON text and not in its names. */
    public String inJson(String json) {
        return JSON_STRING.matcher(json).replaceAll(found -> Matcher.quoteReplacement(value(found, this::all)));
    }

    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(\\s*:)?");

    private static String value(MatchResult found, Function<String, String> with) {
        return found.group(2) != null ? found.group() : "\"" + with.apply(found.group(1)) + "\"";
    }

    private static String apply(List<Rule> rules, String text) {
        String now = text;
        for (Rule rule : rules) {
            now = rule.apply(now);
        }
        return now;
    }

    /** The number of an erased person, by what stands in the place of their id; empty for any other id. */
    public static Optional<Integer> number(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** A person with all that names them replaced; days and roles stay. */
    public Person person(Person person) {
        return new Person(
                id(),
                name(),
                List.of(),
                person.github().map(login -> id()),
                person.memberships(),
                person.addresses().stream()
                        .map(owned -> new OwnedAddress(address(owned.address()).orElseThrow(), owned.when()))
                        .toList(),
                person.roles().stream()
                        .map(role -> new Role(
                                role.kind(),
                                role.branch(),
                                role.when(),
                                role.reason().map(this::all)))
                        .toList());
    }

    /** How a text is compared with what was erased. */
    public static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
