package org.triageledger.feeds;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file whose every complaint knows its line. Scalars are read as they are written: an unquoted
 * {@code 3.10} is a branch and not the number 3.1.
 */
final class YamlMap {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final List<Fault> faults;

    private YamlMap(Node node, List<Fault> faults) {
        this.node = node;
        this.faults = faults;
    }

    /** Reads a mapping with no other keys than these; what is wrong is added to the faults. */
    static Optional<YamlMap> of(Node node, String what, Set<String> keys, List<Fault> faults) {
        if (!(node instanceof MappingNode mapping)) {
            faults.add(new Fault(line(node), what + " is a list of `key: value` pairs"));
            return Optional.empty();
        }
        YamlMap map = new YamlMap(node, faults);
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!keys.contains(key)) {
                faults.add(new Fault(
                        line(tuple.getKeyNode()), "unknown key \"" + key + "\" in " + what + nearest(key, keys)));
            } else if (map.values.containsKey(key)) {
                faults.add(new Fault(line(tuple.getKeyNode()), "the key \"" + key + "\" stands twice"));
            } else if (!isNull(tuple.getValueNode())) {
                map.values.put(key, tuple.getValueNode());
            }
        }
        return Optional.of(map);
    }

    int line() {
        return line(node);
    }

    int line(String key) {
        Node value = values.get(key);
        return value == null ? line() : line(value);
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    Optional<String> text(String key) {
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        faults.add(new Fault(line(value), "\"" + key + "\" is a word or a line of text"));
        return Optional.empty();
    }

    Optional<LocalDate> day(String key) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text, DAY));
            } catch (DateTimeException e) {
                faults.add(new Fault(
                        line(key),
                        "\"" + key + "\": " + text + " is not a valid date: write YYYY-MM-DD, with a day that exists"));
                return Optional.empty();
            }
        });
    }

    List<Node> list(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        faults.add(new Fault(line(value), "\"" + key + "\" is a list: begin each entry with a dash"));
        return List.of();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node entry : list(key)) {
            if (entry instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue().strip());
            } else {
                faults.add(new Fault(line(entry), "each entry of \"" + key + "\" is a line of text"));
            }
        }
        return texts;
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** Suggests the key that was probably meant. */
    private static String nearest(String key, Set<String> keys) {
        return keys.stream()
                .filter(known -> close(key, known))
                .findFirst()
                .map(known -> " (did you mean \"" + known + "\"?)")
                .orElse(": known are " + String.join(", ", new java.util.TreeSet<>(keys)));
    }

    /** One or two slips of the keyboard away: most of the letters are the same. */
    private static boolean close(String one, String other) {
        Set<String> pairs = pairs(one);
        Set<String> shared = new HashSet<>(pairs);
        Set<String> others = pairs(other);
        shared.retainAll(others);
        return 2 * shared.size() >= Math.max(pairs.size(), others.size())
                || (one.length() > 2 && (one.startsWith(other) || other.startsWith(one)));
    }

    private static Set<String> pairs(String word) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < word.length(); i++) {
            pairs.add(word.substring(i, i + 2));
        }
        return pairs;
    }
}
