package dev.millrace.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/** What requests and answers carry. */
final class Bodies {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Bodies() {}

  /** As what a schema describes. */
  static JsonNode value(Exchange.Message message) {
    try {
      return message.mediaType().endsWith("json")
          ? JSON.readTree(message.body())
          : new TextNode(message.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + message.body(), e);
    }
  }

  /** What the client's request carries, which it only tells a subscriber. */
  static String of(HttpRequest request) {
    return request.bodyPublisher().map(Bodies::text).orElse("");
  }

  private static String text(HttpRequest.BodyPublisher publisher) {
    BodySubscriber<String> text = BodySubscribers.ofString(UTF_8);
    publisher.subscribe(new Single(text));
    return text.getBody().toCompletableFuture().join();
  }

  /** Passes buffers on to a subscriber of lists of them. */
  private record Single(BodySubscriber<?> to) implements Flow.Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      to.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      to.onNext(List.of(buffer));
    }

    @Override
    public void onError(Throwable error) {
      to.onError(error);
    }

    @Override
    public void onComplete() {
      to.onComplete();
    }
  }
}
