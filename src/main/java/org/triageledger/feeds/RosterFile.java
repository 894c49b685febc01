package org.triageledger.feeds;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The roster as the team writes it, in YAML. Everything that is wrong with a file is found at once, each with its line; a
 * faulty file gives nobody.
 */
public final class RosterFile {
    private static final Set<String> TOP = Set.of("members", "others");
    private static final Set<String> PERSON =
            Set.of("id", "name", "aliases", "github", "joined", "left", "memberships", "addresses", "roles");
    private static final Set<String> ROLE = Set.of("role", "branch", "from", "to", "reason");
    private static final int LARGEST = 5 << 20;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> logins = new HashMap<>();
    private final Map<Address, List<Claim>> claims = new HashMap<>();

    private RosterFile() {}

    /** What came of reading a roster. */
    public sealed interface Outcome {
        record Loaded(List<Person> people) implements Outcome {}

        /** In the order of their lines; never empty. */
        record Faulty(List<Fault> faults) implements Outcome {}
    }

    private record Claim(String person, Dated when, int line) {}

    public static Outcome read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return faulty("the file is larger than 5 MB: that is no roster");
            }
            return parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            return faulty("the file is not in UTF-8: save it as UTF-8");
        } catch (IOException e) {
            return faulty("the file cannot be read: check the path and its permissions");
        }
    }

    public static Outcome parse(String yaml) {
        RosterFile file = new RosterFile();
        Optional<HiddenCharacters.Found> written =
                HiddenCharacters.inText(yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml);
        if (written.isPresent()) {
            return new Outcome.Faulty(
                    List.of(new Fault(written.get().line(), written.get().complaint())));
        }
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(LARGEST);
            Node root = new Yaml(options).compose(new java.io.StringReader(yaml));
            if (root == null) {
                return faulty("the file is empty: it begins with `members:`");
            }
            file.escapes(root);
            YamlMap.of(root, "the roster", TOP, file.faults).ifPresent(file::top);
            if (file.faults.isEmpty() && file.people.isEmpty()) {
                return faulty(
                        "nobody stands in it, and what is loaded replaces what was known: list people under `members:`");
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            file.faults.add(new Fault(
                    line, "this is no YAML: " + String.valueOf(e.getProblem()).replaceAll("\\s+", " ")));
        } catch (YAMLException e) {
            return faulty("this is no YAML that can be read");
        }
        if (file.faults.isEmpty()) {
            return new Outcome.Loaded(List.copyOf(file.people));
        }
        return new Outcome.Faulty(file.faults.stream()
                .distinct() // a date that is looked at twice is wrong once
                .sorted(Comparator.comparingInt(Fault::line))
                .toList());
    }

    /** Hidden characters that the file spells as in {@code "\\u202e"}. An alias leads to what was looked at already. */
    private void escapes(Node root) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            if (!seen.add(node)) {
                continue;
            }
            switch (node) {
                case ScalarNode scalar ->
                    HiddenCharacters.inText(scalar.getValue())
                            .ifPresent(found -> faults.add(new Fault(
                                    YamlMap.line(scalar),
                                    "\"" + HiddenCharacters.escaped(scalar.getValue()) + "\": a hidden character ("
                                            + found.number() + ") stands at character " + found.column()
                                            + ": remove it")));
                case SequenceNode sequence -> sequence.getValue().forEach(open::addLast);
                case MappingNode mapping ->
                    mapping.getValue().forEach(pair -> {
                        open.addLast(pair.getKeyNode());
                        open.addLast(pair.getValueNode());
                    });
                default -> {
                    // an alias of an alias: nothing is written in it
                }
            }
        }
    }

    private static Outcome faulty(String message) {
        return new Outcome.Faulty(List.of(new Fault(0, message)));
    }

    private void top(YamlMap top) {
        for (Node entry : top.list("members")) {
            YamlMap.of(entry, "a member", PERSON, faults).ifPresent(map -> person(map, true));
        }
        for (Node entry : top.list("others")) {
            YamlMap.of(entry, "a person", PERSON, faults).ifPresent(map -> person(map, false));
        }
    }

    private void person(YamlMap map, boolean member) {
        Optional<String> id = map.text("id");
        Optional<String> name = map.text("name");
        if (id.isEmpty()) {
            faults.add(new Fault(map.line(), "an entry has no \"id\": give it a short one that never changes"));
        } else if (!id.get().matches("[\\p{Alnum}._-]{1,100}")) {
            faults.add(new Fault(map.line("id"), "an id has letters, digits and . _ - only"));
        } else {
            Integer earlier = ids.putIfAbsent(id.get().toLowerCase(Locale.ROOT), map.line("id"));
            if (earlier != null) {
                faults.add(new Fault(
                        map.line("id"), "the id \"" + id.get() + "\" is taken by the entry in line " + earlier));
            }
        }
        if (name.isEmpty()) {
            faults.add(new Fault(map.line(), "the entry of \"" + id.orElse("?") + "\" has no \"name\""));
        }
        Optional<String> github = map.text("github");
        github.ifPresent(login -> {
            Integer earlier = logins.putIfAbsent(login.toLowerCase(Locale.ROOT), map.line("github"));
            if (earlier != null) {
                faults.add(new Fault(
                        map.line("github"), "the GitHub account is another person's already, in line " + earlier));
            }
        });
        String who = id.orElse("?");
        List<OwnedAddress> addresses = map.list("addresses").stream()
                .flatMap(node -> address(node, who).stream())
                .toList();
        List<Role> roles =
                map.list("roles").stream().flatMap(node -> role(node).stream()).toList();
        people.add(new Person(
                who,
                name.orElse("?"),
                map.texts("aliases").stream().distinct().sorted().toList(),
                github,
                memberships(map, member),
                addresses,
                roles));
    }

    private List<Dated> memberships(YamlMap map, boolean member) {
        List<Dated> stretches = new ArrayList<>();
        for (Node entry : map.list("memberships")) {
            YamlMap.of(entry, "a membership", Set.of("from", "to"), faults)
                    .flatMap(yamlMap -> dated(yamlMap, "from", "to"))
                    .ifPresent(stretches::add);
        }
        Optional<LocalDate> joined = map.day("joined");
        Optional<LocalDate> left = map.day("left");
        if (!stretches.isEmpty() && (joined.isPresent() || left.isPresent())) {
            faults.add(new Fault(map.line("memberships"), "write either \"memberships\" or \"joined\" and \"left\""));
        }
        if (stretches.isEmpty() && (member || joined.isPresent() || left.isPresent())) {
            dated(map, "joined", "left").ifPresent(stretches::add);
        }
        for (int i = 1; i < stretches.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (stretches.get(i).overlaps(stretches.get(j))) {
                    faults.add(new Fault(map.line("memberships"), "two memberships of one person overlap"));
                }
            }
        }
        return stretches;
    }

    private Optional<OwnedAddress> address(Node node, String person) {
        Optional<String> text;
        Dated when = Dated.ALWAYS;
        if (node instanceof ScalarNode scalar) {
            text = Optional.of(scalar.getValue());
        } else {
            Optional<YamlMap> map = YamlMap.of(node, "an address", Set.of("address", "from", "to"), faults);
            if (map.isEmpty()) {
                return Optional.empty();
            }
            text = map.get().text("address");
            if (text.isEmpty()) {
                faults.add(new Fault(map.get().line(), "this entry has no \"address\""));
            }
            Optional<Dated> dated = dated(map.get(), "from", "to");
            if (dated.isEmpty()) {
                return Optional.empty();
            }
            when = dated.get();
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Address> address = Address.parse(text.get());
        if (address.isEmpty()) {
            faults.add(new Fault(YamlMap.line(node), "\"" + text.get() + "\" is no mail address"));
            return Optional.empty();
        }
        claim(address.get(), new Claim(person, when, YamlMap.line(node)));
        return Optional.of(new OwnedAddress(address.get(), when));
    }

    private void claim(Address address, Claim claim) {
        List<Claim> earlier = claims.computeIfAbsent(address, key -> new ArrayList<>());
        earlier.stream()
                .filter(other -> other.when.overlaps(claim.when))
                .findFirst()
                .ifPresent(other -> faults.add(new Fault(
                        claim.line,
                        other.person.equals(claim.person)
                                ? address + " stands twice for \"" + claim.person
                                        + "\" on the same days, first in line " + other.line
                                : address + " belongs to \"" + other.person + "\" (line " + other.line + ") and \""
                                        + claim.person + "\" on the same days: give each its days with from and to")));
        earlier.add(claim);
    }

    private Optional<Role> role(Node node) {
        Optional<YamlMap> found = YamlMap.of(node, "a role", ROLE, faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlMap map = found.get();
        Optional<String> word = map.text("role");
        Optional<Role.Kind> kind = word.flatMap(text -> Arrays.stream(Role.Kind.values())
                .filter(eachKind -> eachKind.word().equals(text))
                .findFirst());
        if (kind.isEmpty()) {
            String known = Arrays.stream(Role.Kind.values()).map(Named::word).collect(Collectors.joining(", "));
            faults.add(new Fault(
                    map.line("role"),
                    word.map(text -> "\"" + text + "\" is no role: choose " + known)
                            .orElse("a role begins with \"role\": one of " + known)));
        }
        Optional<String> branch = map.text("branch");
        if (branch.isPresent() && !branch.get().matches("\\d+(\\.\\d+)*")) {
            faults.add(new Fault(map.line("branch"), "a branch is a version such as \"3.14\""));
        }
        Optional<Dated> when = dated(map, "from", "to");
        Optional<String> reason = map.text("reason");
        return kind.isEmpty() || when.isEmpty()
                ? Optional.empty()
                : Optional.of(new Role(kind.get(), branch, when.get(), reason));
    }

    /** Two days in their order; a fault, and nothing, where the second is before the first. */
    private Optional<Dated> dated(YamlMap map, String fromKey, String toKey) {
        Set<Fault> before = new HashSet<>(faults);
        Optional<LocalDate> from = map.day(fromKey);
        Optional<LocalDate> to = map.day(toKey);
        if (!before.containsAll(faults)) {
            return Optional.empty();
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            faults.add(new Fault(
                    map.line(toKey),
                    "\"" + toKey + "\" (" + to.get() + ") is before \"" + fromKey + "\" (" + from.get() + ")"));
            return Optional.empty();
        }
        return Optional.of(new Dated(from, to));
    }
}
