package org.triageledger.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;

/**
 * The lists that programs may ask for page by page: with {@code page}, {@code size} or both they get a part of the list, and {@code Link}
 * fields (RFC 8288) that lead to the others; without, the whole list.
 */
final class PagedLists {
    /** Each address with the fields of its answer that are cut into pages, all of them alike. */
    static final Map<String, List<String>> LISTS = Map.ofEntries(
            list("/api/v1/accounts", "accounts"),
            list("/api/v1/accounts/invitations", "invitations"),
            list("/api/v1/accounts/tokens", "tokens"),
            list("/api/v1/advisories", "advisories"),
            list("/api/v1/announcements", "announcements", "questions"),
            list("/api/v1/approvals", "entries"),
            list("/api/v1/audit-log", "entries"),
            list("/api/v1/cases", "cases"),
            list("/api/v1/claims", "claims"),
            list("/api/v1/cve/names", "names"),
            list("/api/v1/cve/records", "records"),
            list("/api/v1/differences", "members"),
            list("/api/v1/drafts", "drafts"),
            list("/api/v1/findings", "waiting", "settled"),
            list("/api/v1/forecast", "members"),
            list("/api/v1/ghsa", "advisories"),
            list("/api/v1/leaves", "leaves"),
            list("/api/v1/members", "members"),
            list("/api/v1/members/{id}/credits", "credits", "pending"),
            list("/api/v1/messages", "messages"),
            list("/api/v1/nominations", "nominations"),
            list("/api/v1/policies", "policies"),
            list("/api/v1/quarantine", "quarantine"),
            list("/api/v1/queue/items", "items"),
            list("/api/v1/reminders", "mails", "unreachable"),
            list("/api/v1/reviews", "reviews"),
            list("/api/v1/settings", "settings"),
            list("/api/v1/sources", "sources"),
            list("/api/v1/threads", "threads"));

    static final int USUAL_SIZE = 50;
    static final int LARGEST_SIZE = 500;
    private static final int LARGEST_PAGE = 1_000_000;

    private PagedLists() {}

    private static Map.Entry<String, List<String>> list(String path, String... fields) {
        return Map.entry(path, List.of(fields));
    }

    /**
     * A part of a list.
     *
     * @param page from 1 on
     * @param size how many elements a page has
     */
    record Part(int page, int size) {
        int from(int count) {
            return (int) Math.min(count, (long) (page - 1) * size);
        }

        int to(int count) {
            return (int) Math.min(count, (long) page * size);
        }

        /** The {@code Link} fields: first, last, and the neighbours that there are. */
        List<String> links(String path, MultivaluedMap<String, String> query, int count) {
            int last = Math.max(1, (count + size - 1) / size);
            List<String> links = new ArrayList<>();
            links.add(link(path, query, 1, "first"));
            if (page > 1) {
                links.add(link(path, query, Math.min(page - 1, last), "prev"));
            }
            if (page < last) {
                links.add(link(path, query, page + 1, "next"));
            }
            links.add(link(path, query, last, "last"));
            return links;
        }

        /** Without a host: only the client knows by which name it reaches the service. */
        private String link(String path, MultivaluedMap<String, String> query, int target, String relation) {
            StringBuilder address = new StringBuilder(path).append('?');
            query.forEach((name, values) -> {
                if (!name.equals("page") && !name.equals("size")) {
                    values.forEach(value -> address.append(encoded(name))
                            .append('=')
                            .append(encoded(value))
                            .append('&'));
                }
            });
            return "<" + address + "page=" + target + "&size=" + size + ">; rel=\"" + relation + "\"";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Which part is asked for.
     *
     * @return empty for the whole list
     * @throws Refusal where page or size cannot be read
     */
    static Optional<Part> asked(MultivaluedMap<String, String> query) {
        @Nullable String page = query.getFirst("page");
        @Nullable String size = query.getFirst("size");
        return page == null && size == null
                ? Optional.empty()
                : Optional.of(new Part(
                        number("page", page, 1, LARGEST_PAGE), number("size", size, USUAL_SIZE, LARGEST_SIZE)));
    }

    private static int number(String name, @Nullable String text, int usual, int largest) {
        if (text == null) {
            return usual;
        }
        if (text.length() > 7 || text.isEmpty() || !text.chars().allMatch(each -> each >= '0' && each <= '9')) {
            throw new Refusal("'" + name + "' is not a number from 1 to " + largest);
        }
        int number = Integer.parseInt(text);
        if (number < 1 || number > largest) {
            throw new Refusal("'" + name + "' is not a number from 1 to " + largest);
        }
        return number;
    }
}
