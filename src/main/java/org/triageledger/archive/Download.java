package org.triageledger.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches an archive that a list publishes (HyperKitty's export, Mailman's monthly files). */
public final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LARGEST = 8L << 30;

    private Download() {}

    public static boolean isAddress(String text) {
        return text.matches("(?i)https?://.*");
    }

    /**
     * Writes what lies at an address into a folder, under the last part of its path. Https only, http only from this machine.
     *
     * @throws BadArchive with one line that says what is wrong and what to do
     */
    public static Path fetch(String address, Path folder) throws BadArchive {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new BadArchive(address + " is no web address");
        }
        boolean local = String.valueOf(uri.getHost()).matches("localhost|127(\\.\\d+){3}|\\[::1]");
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !local) {
            throw new BadArchive(address + ": the address must begin with https://");
        }
        Path file = folder.resolve(name(uri));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", "application/gzip, application/mbox, */*;q=0.5")
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new BadArchive(address + ": the server answers with status " + response.statusCode()
                            + ": check the address");
                }
                save(body, file, address);
            }
            return file;
        } catch (IOException e) {
            throw new BadArchive(address + " cannot be reached or broke off: check the address and the network");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadArchive("stopped; nothing was stored");
        }
    }

    private static void save(InputStream body, Path file, String address) throws IOException, BadArchive {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long sum = 0;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                sum += n;
                if (sum > LARGEST) {
                    throw new BadArchive(address + " is larger than 8 GB: fetch it by hand, in parts");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static String name(URI uri) {
        String path = String.valueOf(uri.getPath());
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._@-]", "_");
        return last.isEmpty() || last.startsWith(".") ? "archive.mbox" : last;
    }
}
