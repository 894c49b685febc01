package org.triageledger.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends JSON to a webhook, signed by HMAC-SHA256 (RFC 2104) over the time, a point and the body, so that its receiver can tell who sent it
 * and when. Redirects are not followed, and nothing of the answer is read but its status.
 */
public final class SignedPost {
    /** As in {@code t=1764331200,v1=5257a8…}: the time in seconds since 1970, and the HMAC in hex. */
    public static final String SIGNATURE = "Ledger-Signature";

    /** The number of what is sent; the same where it is sent again. */
    public static final String DELIVERY = "Ledger-Delivery";

    /** The receiver did not answer as long as one is patient. */
    public static final Outcome NO_ANSWER = new Outcome.Failed("no answer in time");

    private final URI address;
    private final String secret;
    private final Duration patience;

    /** @param patience for one answer */
    public SignedPost(URI address, String secret, Duration patience) {
        this.address = address;
        this.secret = secret;
        this.patience = patience;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** The receiver took it. */
        record Taken() implements Outcome {}

        /** @param why without the address, and without a word of the receiver */
        record Failed(String why) implements Outcome {}
    }

    /** The whole exchange runs in a thread that can be given up: a receiver may answer byte by byte. */
    public Outcome send(long delivery, String body, Instant at) {
        FutureTask<Outcome> task = new FutureTask<>(() -> exchange(delivery, body, at));
        Thread thread = Thread.ofVirtual().name("webhook").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return NO_ANSWER;
        } catch (ExecutionException | CancellationException e) {
            return new Outcome.Failed("no connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("stopped");
        } finally {
            thread.interrupt();
        }
    }

    private Outcome exchange(long delivery, String body, Instant at) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "triage-ledger")
                .header(DELIVERY, Long.toString(delivery))
                .header(SIGNATURE, signature(secret, body, at))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream unread = response.body()) {
                int status = response.statusCode();
                client.shutdownNow();
                return status >= 200 && status < 300 ? new Outcome.Taken() : new Outcome.Failed("status " + status);
            }
        }
    }

    /** What the field {@value #SIGNATURE} says. */
    public static String signature(String secret, String body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            long time = at.getEpochSecond();
            byte[] signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
