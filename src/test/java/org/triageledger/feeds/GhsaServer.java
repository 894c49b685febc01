package org.triageledger.feeds;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A small server that answers as GitHub's API does, or as it should not. */
public final class GhsaServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Headers> headers = Collections.synchronizedList(new ArrayList<>());

    /**
     * One answer.
     *
     * @param cut whether the connection ends before the body does
     */
    private record Answer(int status, List<String> headers, String body, boolean cut) {}

    public GhsaServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a path and query; of several answers to the same the last is given again and again. */
    public GhsaServer on(String path, int status, String body, String... headerLines) {
        return on(path, new Answer(status, List.of(headerLines), body, false));
    }

    public GhsaServer json(String path, String body, String... headerLines) {
        List<String> lines = new ArrayList<>(List.of(headerLines));
        lines.add("Content-Type: application/json; charset=utf-8");
        return on(path, new Answer(200, lines, body, false));
    }

    /** Ends the connection within the body. */
    public GhsaServer cut(String path, String body) {
        return on(path, new Answer(200, List.of("Content-Type: application/json"), body, true));
    }

    private GhsaServer on(String path, Answer answer) {
        answers.computeIfAbsent(path, first -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** What was asked for: method, path and query, and the ETag that came with it. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public Headers lastHeaders() {
        return headers.getLast();
    }

    public void forget() {
        answers.clear();
        asked.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
        asked.add(exchange.getRequestMethod() + " " + path + (etag == null ? "" : " " + etag));
        headers.add(exchange.getRequestHeaders());
        Deque<Answer> those = answers.getOrDefault(path, new ArrayDeque<>());
        Answer answer;
        synchronized (those) {
            answer = those.isEmpty()
                    ? new Answer(
                            404,
                            List.of("Content-Type: application/json"),
                            "{\"message\":\"Not Found\",\"status\":\"404\"}",
                            false)
                    : those.size() > 1 ? those.remove() : those.peek();
        }
        for (String line : answer.headers) {
            String[] parts = line.replace("SERVER", address()).split(": ", 2);
            exchange.getResponseHeaders().add(parts[0], parts[1]);
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        boolean none = answer.status == 304 || body.length == 0;
        exchange.sendResponseHeaders(answer.status, none ? -1 : body.length + (answer.cut ? 1_000 : 0));
        if (!none) {
            OutputStream out = exchange.getResponseBody();
            out.write(body);
            out.flush();
            if (answer.cut) {
                throw new IOException("cut, as was asked for");
            }
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** An advisory as GitHub gives it; further fields go before the usual ones. */
    public static String advisory(String ghsa, String updated, String... fields) {
        return "{" + java.util.Arrays.stream(fields).map(field -> field + ", ").collect(Collectors.joining())
                + """
                "ghsa_id": "%1$s", "summary": "a secret title", "description": "a secret text",
                "html_url": "https://github.com/example/parser/security/advisories/%1$s",
                "author": {"login": "finder", "type": "User"}, "state": "triage", "submission": {"accepted": false},
                "created_at": "2026-03-01T10:00:00Z", "updated_at": "%2$s", "credits_detailed": [], "collaborating_users": []}""".formatted(ghsa, updated);
    }

    public static String comment(long id, String login, String created, String text) {
        return """
                {"id": %d, "user": {"login": "%s", "type": "User"}, "body": "%s", "created_at": "%4$s", "updated_at": "%4$s"}""".formatted(id, login, text, created);
    }
}
