package org.triageledger.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The text of a small file that is published: from a path, or from an https address (http only from this machine). */
final class PublishedFile {
    private static final int LARGEST = 5 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PublishedFile() {}

    /** What came of reading it. */
    sealed interface Outcome {}

    record Text(String text) implements Outcome {}

    /** @param why for people, with what to do */
    record Unreadable(String why) implements Outcome {}

    /** @param what it should be, for the line that says that it is none */
    static Outcome read(String place, String what) {
        if (place.matches("(?i)https?://.*")) {
            return fetch(place, what);
        }
        try {
            Path file = Path.of(place);
            if (Files.size(file) > LARGEST) {
                return unreadable("the file is larger than 5 MB: that is no " + what);
            }
            return new Text(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            return unreadable("the file cannot be read: check the path, its permissions and that it is UTF-8");
        }
    }

    private static Outcome fetch(String address, String what) {
        try {
            URI uri = URI.create(address);
            boolean local = uri.getHost() != null && uri.getHost().matches("localhost|127(\\.\\d+){3}|\\[::1]");
            if (!"https".equalsIgnoreCase(uri.getScheme()) && !local) {
                return unreadable("the address must begin with https://");
            }
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(PATIENCE)
                    .header("Accept", "application/json")
                    .build();
            try (HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build()) {
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() != 200) {
                        return unreadable(
                                "the server answered with status " + response.statusCode() + ": check the address");
                    }
                    byte[] bytes = body.readNBytes(LARGEST + 1);
                    return bytes.length > LARGEST
                            ? unreadable("the answer is larger than 5 MB: that is no " + what)
                            : new Text(new String(bytes, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return unreadable("the address cannot be reached: check it and the network");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreadable("stopped");
        }
    }

    private static Outcome unreadable(String why) {
        return new Unreadable(why);
    }
}
