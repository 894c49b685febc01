package org.triageledger.core.mail.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;

/**
 * Messages in connected components: two stand in one where either can have a say in the threads of the other, because they bear or name
 * the same id, because one may be a reply without references to a thread of the other's subject, or because a person may have joined
 * them. So {@link Threads} of all messages are those of each component by itself, and a mail costs what its component costs.
 *
 * <p>Components only grow: what was connected once stays so, also when nothing connects it any more. That changes no thread. Not safe
 * for use by several threads.
 *
 * @param <T> what is derived from a component, and forgotten when it changes
 */
public final class ConnectedMessages<T> {
    private static final char ID = 'i';
    private static final char ID_HASH = 'h';
    private static final char KEY = 'k';
    private static final char SUBJECT = 's';

    private final Consumer<T> forgotten;
    private NodeTable names = new NodeTable();
    private final List<@Nullable Component<T>> byNode = new ArrayList<>();
    private final Set<Component<T>> all = new LinkedHashSet<>();
    private final Set<Component<T>> changed = new LinkedHashSet<>();
    private final Map<Long, SubjectTimes> subjects = new HashMap<>();
    private boolean hashesSeen;

    /** @param forgotten is called with what was derived from a component that changes */
    public ConnectedMessages(Consumer<T> forgotten) {
        this.forgotten = forgotten;
    }

    /** Messages that can have a say in each other's threads; never empty when it is handed out. */
    public static final class Component<T> {
        private final List<Message> messages = new ArrayList<>(2);
        private boolean sorted = true;
        private @Nullable T derived;

        private Component() {}

        /** In {@linkplain Messages#BY_ARRIVAL order}. */
        public List<Message> messages() {
            if (!sorted) {
                messages.sort(Messages.BY_ARRIVAL);
                sorted = true;
            }
            return Collections.unmodifiableList(messages);
        }

        /** What was derived since it changed last. */
        public Optional<T> derived() {
            return Optional.ofNullable(derived);
        }

        public void derive(T what) {
            derived = what;
        }

        private void add(Message message) {
            sorted &= messages.isEmpty() || Messages.BY_ARRIVAL.compare(messages.getLast(), message) <= 0;
            messages.add(message);
        }

        private void take(Component<T> other) {
            messages.addAll(other.messages);
            sorted = false;
        }
    }

    /** All of them, in no order. */
    public Collection<Component<T>> components() {
        return Collections.unmodifiableSet(all);
    }

    /** Those that changed since this was asked last. */
    public List<Component<T>> takeChanged() {
        List<Component<T>> taken = List.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** Messages that are no longer what they were, and those that are there instead or are new. */
    public void exchange(Collection<Message> gone, Collection<Message> fresh) {
        gone.forEach(this::remove);
        fresh.forEach(this::add);
    }

    /** That a person may have joined the threads of two messages, known by now or not. */
    public void connect(String oneKey, String otherKey) {
        join(node(KEY, oneKey), node(KEY, otherKey));
    }

    public Optional<Message> withKey(String key) {
        return component(key)
                .flatMap(component -> component.messages.stream()
                        .filter(message -> message.key().equals(key))
                        .findFirst());
    }

    /** Has what was derived from the component of a message derived again. */
    public void touch(String key) {
        component(key).ifPresent(this::touch);
    }

    public void touch(Component<T> component) {
        T derived = component.derived;
        if (derived != null) {
            component.derived = null;
            forgotten.accept(derived);
        }
        changed.add(component);
    }

    public void clear() {
        List.copyOf(all).forEach(this::touch);
        names = new NodeTable();
        byNode.clear();
        all.clear();
        changed.clear();
        subjects.clear();
        hashesSeen = false;
    }

    /** In which a message stands. */
    public Optional<Component<T>> component(String key) {
        int node = names.find(NodeTable.hash(KEY, key));
        return node == NodeTable.NONE ? Optional.empty() : Optional.ofNullable(byNode.get(names.root(node)));
    }

    private int node(char kind, String name) {
        int node = names.node(NodeTable.hash(kind, name));
        if (node == byNode.size()) {
            byNode.add(null);
        }
        return node;
    }

    private void remove(Message message) {
        Component<T> component = component(message.key()).orElseThrow();
        touch(component);
        component.messages.removeIf(known -> known.hasKeyOf(message));
        if (component.messages.isEmpty()) {
            all.remove(component);
            changed.remove(component);
            byNode.set(names.root(names.find(NodeTable.hash(KEY, message.key()))), null);
        }
    }

    private void add(Message message) {
        int node = node(ID, message.id().value());
        join(node, node(KEY, message.key()));
        ids(message).forEach(id -> join(node, node(ID, id.value())));
        connectHashes(message, node);
        int root = names.root(node);
        Component<T> component = byNode.get(root);
        if (component == null) {
            component = new Component<>();
            byNode.set(root, component);
            all.add(component);
        }
        touch(component);
        component.add(message);
        message.subjectToken()
                .ifPresent(
                        token -> subjects.computeIfAbsent(NodeTable.hash(SUBJECT, token), first -> new SubjectTimes())
                                .add(
                                        message.arrivedAt().getEpochSecond(),
                                        node,
                                        maybeLost(message),
                                        other -> join(node, other)));
    }

    private static Stream<MessageId> ids(Message message) {
        return Stream.of(List.of(message.id()), message.otherIds(), message.references())
                .flatMap(List::stream);
    }

    /** Whether it may be a reply that refers to nothing, now or once people have said what it is. */
    private static boolean maybeLost(Message message) {
        return message.reply()
                && (message.otherIds().stream().anyMatch(IdHash::isHash)
                        || message.references().stream()
                                .allMatch(id -> id.equals(message.id())
                                        || message.otherIds().contains(id)));
    }

    /** A hash stands for an id; few mails bear one, and without any no id needs to be hashed. */
    private void connectHashes(Message message, int node) {
        List<MessageId> hashes =
                message.otherIds().stream().filter(IdHash::isHash).toList();
        if (!hashes.isEmpty() && !hashesSeen) {
            hashesSeen = true;
            List.copyOf(all).stream()
                    .flatMap(component -> List.copyOf(component.messages).stream())
                    .flatMap(ConnectedMessages::ids)
                    .distinct()
                    .forEach(this::connectHash);
        }
        hashes.forEach(hash -> join(node, node(ID_HASH, hash.value())));
        if (hashesSeen) {
            ids(message).forEach(this::connectHash);
        }
    }

    private void connectHash(MessageId id) {
        join(node(ID, id.value()), node(ID_HASH, IdHash.of(id)));
    }

    private void join(int one, int other) {
        int first = names.root(one);
        int second = names.root(other);
        if (first == second) {
            return;
        }
        Component<T> ofFirst = byNode.get(first);
        Component<T> ofSecond = byNode.get(second);
        boolean secondIsLarger = size(ofSecond) > size(ofFirst);
        int kept = secondIsLarger ? second : first;
        int joined = secondIsLarger ? first : second;
        Component<T> larger = secondIsLarger ? ofSecond : ofFirst;
        Component<T> smaller = secondIsLarger ? ofFirst : ofSecond;
        names.join(kept, joined);
        byNode.set(joined, null);
        if (larger != null && smaller != null) {
            touch(smaller);
            touch(larger);
            larger.take(smaller);
            all.remove(smaller);
            changed.remove(smaller);
        }
    }

    private static int size(@Nullable Component<?> component) {
        return component == null ? 0 : component.messages.size();
    }
}
